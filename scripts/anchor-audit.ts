/**
 * `npm run audit:anchor -- '为什么'`: writes the signed head of the audit chain anew, after somebody has found out why it is
 * missing or does not fit (docs/decisions/0050). What is wrong in the chain itself stays wrong, and the reason is recorded.
 */
import { auditReason } from './lib/audit-reason'
import { withDatabase } from './lib/open-database'
import { runMain, say } from './lib/say'

async function anchor(reason: string): Promise<number> {
  const [{ SYSTEM }, { audit }, { transact }, { anchorAnew, sealAudit }, { settledAnchor }, { FAULT_KINDS }] =
    await Promise.all([
      import('@/lib/core/actor'),
      import('@/lib/server/audit/audit'),
      import('@/lib/server/database/db'),
      import('@/lib/features/audit/commands/seal'),
      import('@/lib/features/audit/queries/anchor-state'),
      import('@/lib/features/audit/schema'),
    ])
  const { fault } = await settledAnchor()
  if (fault === null) {
    say('库外留存的链头与记录相符，无需重新留存。')
    return 0
  }
  await transact((tx) =>
    audit(tx, SYSTEM, {
      action: 'audit.anchor',
      subjectType: 'audit',
      subjectId: 'anchor',
      details: { failure: FAULT_KINDS[fault], reason },
    }),
  )
  await sealAudit()
  await anchorAnew()
  say(`已重新留存链头。此前：${FAULT_KINDS[fault]}。理由已写入操作记录。`)
  return 0
}

await runMain(() => {
  const usage = "请写明理由（至少 5 个字），如 npm run audit:anchor -- '更换服务器，链头文件未迁移'"
  const reason = auditReason(process.argv.slice(2), usage)
  return withDatabase('npm run audit:anchor', () => anchor(reason))
})
