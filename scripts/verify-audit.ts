/**
 * `npm run audit:verify`: is the audit record as it was written? Lists every changed, missing or inserted row and ends
 * with 1 if there is one. Works beside a running server and, for the embedded database, without one.
 */
import { withDatabase } from './lib/open-database'
import { runMain, say } from './lib/say'

async function verify(): Promise<boolean> {
  const { sealAudit } = await import('@/lib/features/audit/jobs')
  const { verifyAudit } = await import('@/lib/features/audit/queries/verify')
  const { readAuditAnchor } = await import('@/lib/server/audit/audit-anchor')
  const kept = await readAuditAnchor()
  // What a stopped server had not sealed yet is no fault.
  await sealAudit()
  const report = await verifyAudit((found) => say(`[${found.kind}] ${found.message}`))
  if (!kept && report.sealedCount > 0) say('注意：本机没有库外留存的链头，此次无法发现末尾被截去的记录。')
  const counts = `已封存 ${report.sealedCount} 条，待封存 ${report.waitingCount} 条`
  say(
    report.intact
      ? `操作记录完整：${counts}，未发现改动。`
      : `操作记录有 ${report.faultCount} 处异常：${counts}。`,
  )
  return report.intact
}

await runMain(() => withDatabase('npm run audit:verify', async () => ((await verify()) ? 0 : 1)))
