import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { getOwnChange } from '../queries/owner'
import { CHANGE_ACTIONS } from '../rules/actions'
import { CHANGE_STATUS_LABELS } from '../schema/change'
import type { ChangeDto } from '../schema/owner'
import { UNCLAIMED } from './refusal'

/**
 * Withdraws a change that is still pending.
 * @throws AppError NOT_FOUND unless the account requested it, STATE_CONFLICT once it is decided, also in the seconds before
 * the decision takes effect
 */
export function withdrawChange(actor: AccountActor, id: string): Promise<ChangeDto> {
  return transact(async (tx) => {
    const { from, to } = CHANGE_ACTIONS.withdraw
    const { count } = await tx.change.updateMany({
      where: { id, accountId: actor.id, status: { in: [...from] }, decisionDueAt: null },
      data: { status: to, version: { increment: 1 }, endedAt: new Date(), ...UNCLAIMED },
    })
    if (count !== 1) return refuse(tx, actor, id)
    const { districtCode, machineId } = await tx.change.findUniqueOrThrow({ where: { id } })
    await audit(tx, actor, {
      action: 'change.withdraw',
      subjectType: 'change',
      subjectId: id,
      districtCode,
      details: { machineId },
    })
    return getOwnChange(tx, actor, id)
  })
}

/** Throws the reason why the guarded update matched no row. @throws AppError */
async function refuse(tx: Tx, actor: AccountActor, id: string): Promise<never> {
  const row = await tx.change.findFirst({ where: { id, accountId: actor.id }, select: { status: true } })
  if (!row) throw new AppError('NOT_FOUND')
  if (row.status === 'SUBMITTED')
    throw new AppError('STATE_CONFLICT', { detail: '该信息变更正在办理，不能撤回，请稍后查看结果' })
  throw new AppError('STATE_CONFLICT', {
    detail: `该信息变更${CHANGE_STATUS_LABELS[row.status]}，不能撤回`,
  })
}
