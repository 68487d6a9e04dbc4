import { AppError } from '@/lib/core/app-error'
import type { Tx } from '@/lib/server/database/db'

/**
 * Before an owner gives a machine away or takes it to another area: a revocation that waits for its second person would find
 * another machine than the one it was asked for, and its asker none (docs/decisions/0058). The caller has locked the machine, which
 * whoever asks for the revocation does as well, so that of two at the same moment the second sees the first.
 * @throws AppError STATE_CONFLICT, which says whom to ask and not what is planned
 */
export async function requireNoRevocation(tx: Pick<Tx, 'pendingAct'>, machineId: string): Promise<void> {
  const act = await tx.pendingAct.findFirst({
    where: {
      subjectId: machineId,
      kind: 'REVOKE_MACHINE',
      state: 'WAITING',
      lapsesAt: { gt: new Date() },
    },
    select: { askedBy: { select: { bureau: { select: { officeName: true, phone: true } } } } },
  })
  if (!act) return
  const { officeName, phone } = act.askedBy.bureau
  throw new AppError('STATE_CONFLICT', {
    detail: `生态环境部门正在处理这台机械的登记，暂时不能变更使用地点和机主，处理完毕后可以再办；请联系${officeName}（电话 ${phone}）`,
  })
}
