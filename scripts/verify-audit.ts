/**
 * `npm run audit:verify`: checks that the audit record is unchanged. Lists every changed, missing or inserted row and exits
 * with 1 if there are any. `-- --heads FILE` compares the chain with heads that a sink outside holds (docs/decisions/0059);
 * without it the file of AUDIT_HEADS_FILE, if that is set. Works while the server is running and, with the embedded database, without it.
 */
import { accessSync, constants } from 'node:fs'
import { parseArgs } from 'node:util'
import { withDatabase } from './lib/open-database'
import { PlainError, runMain, say } from './lib/say'

async function verify(headsFile: string | undefined): Promise<boolean> {
  const { sealAudit } = await import('@/lib/features/audit/commands/seal')
  const { closeDays } = await import('@/lib/features/audit/commands/close-days')
  const { AFTER_A_FAULT } = await import('@/lib/features/audit/schema')
  const { verifyAudit } = await import('@/lib/features/audit/queries/verify')
  // Rows that a stopped server had not sealed yet are not a fault.
  await sealAudit()
  await closeDays()
  const report = await verifyAudit((found) => say(`[${found.kind}] ${found.message}`), headsFile)
  if (report.notes.length > 0) say(`其中 ${report.notes.length} 条只供了解，本身不说明记录被改动。`)
  const counts = `已封存 ${report.sealedCount} 条，待封存 ${report.waitingCount} 条`
  say(
    report.intact
      ? `操作记录完整：${counts}，未发现改动。`
      : `操作记录有 ${report.faultCount} 处异常：${counts}。`,
  )
  if (!report.intact) for (const step of AFTER_A_FAULT) say(`- ${step}`)
  say(
    report.compared
      ? '已与外部留存的链头对照。'
      : '未与外部留存的链头对照：数据库与库外链头一起被换成较早的备份时，本次核验发现不了（--heads 文件）。',
  )
  return report.intact
}

function headsFile(): string | undefined {
  let heads: string | undefined
  try {
    heads = parseArgs({ options: { heads: { type: 'string' } } }).values.heads
    if (heads !== undefined) accessSync(heads, constants.R_OK)
  } catch {
    throw new PlainError(
      '请指定读得到的链头文件，如 npm run audit:verify -- --heads /mnt/worm/audit-heads.jsonl',
    )
  }
  return heads
}

await runMain(() => {
  const file = headsFile()
  return withDatabase('npm run audit:verify', async () => ((await verify(file)) ? 0 : 1))
})
