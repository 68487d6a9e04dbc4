/**
 * `npm run audit:verify`: checks that the audit record is unchanged. Lists every changed, missing or inserted row and exits
 * with 1 if there are any. Works while the server is running and, with the embedded database, without it.
 */
import { withDatabase } from './lib/open-database'
import { runMain, say } from './lib/say'

async function verify(): Promise<boolean> {
  const { sealAudit } = await import('@/lib/features/audit/commands/seal')
  const { verifyAudit } = await import('@/lib/features/audit/queries/verify')
  // Rows that a stopped server had not sealed yet are not a fault.
  await sealAudit()
  const report = await verifyAudit((found) => say(`[${found.kind}] ${found.message}`))
  if (report.notes.length > 0) say(`其中 ${report.notes.length} 条只供了解，本身不说明记录被改动。`)
  const counts = `已封存 ${report.sealedCount} 条，待封存 ${report.waitingCount} 条`
  say(
    report.intact
      ? `操作记录完整：${counts}，未发现改动。`
      : `操作记录有 ${report.faultCount} 处异常：${counts}。`,
  )
  return report.intact
}

await runMain(() => withDatabase('npm run audit:verify', async () => ((await verify()) ? 0 : 1)))
