import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { lapseWaiting } from '@/lib/features/change/commands/lapse'
import { areaOf, requireChangeable, updateMachine } from '@/lib/features/change/commands/machine-row'
import { lastDayOf } from '@/lib/features/succession-state/rules/actions'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { notifySuccession } from '@/lib/server/notice/notify'
import { encrypt } from '@/lib/server/secrets/secrets'
import { getSuccession } from '../queries/successions'
import type { CompleteSuccession } from '../schema/office'
import type { Succession } from '../schema/succession'
import { endedBy, type Locked, lockSuccession, moveSuccession, requireOpen } from './lock'

/**
 * 办结: the machine becomes the successor's, after the days for objections and by another officer than the one who filed it
 * (decision 58; a constraint holds it, too). With objections it needs the reason why they do not stand. Waiting changes of the
 * old owner lapse; both are told.
 * @throws AppError NOT_FOUND outside the area; FORBIDDEN for who filed it; STATE_CONFLICT before the day, when it has ended, or the
 *   machine is no longer what it was; VERSION_CONFLICT when there are other objections than the officer saw; INVALID at `reason`;
 *   PROOF_REQUIRED when the successor's account is no longer proved
 */
export function completeSuccession(
  actor: StaffActor,
  id: string,
  { objections, reason }: CompleteSuccession,
): Promise<Succession> {
  return transact(async (tx) => {
    const locked = await lockSuccession(tx, { id, ...actor.area })
    const { succession, machine } = locked
    const action = succession.status === 'OBJECTED' ? 'uphold' : 'complete'
    requireOpen(locked)
    requireRipe(actor, locked)
    if (succession._count.objections !== objections)
      throw new AppError('VERSION_CONFLICT', { detail: '又有人提出了异议，请刷新后核对再决定' })
    if (action === 'uphold' && reason === undefined)
      throw fieldError('reason', '有异议的，请写明异议不成立的理由', 'REQUIRED')
    requireChangeable(machine)
    await requireParties(tx, locked)
    const changeId = await storeChange(tx, actor, locked)
    await moveSuccession(tx, locked, action, {
      ...endedBy(actor),
      changeId,
      reason: reason === undefined ? null : encrypt('succession.reason', id, reason),
    })
    await updateMachine(tx, machine, { ownerId: succession.toId })
    const lapsed = await lapseWaiting(tx, machine.id)
    await end(tx, actor, locked, action, lapsed)
    return getSuccession(tx, actor, id)
  })
}

function requireRipe(actor: StaffActor, { succession }: Locked): void {
  if (succession.filedById === actor.id)
    throw new AppError('FORBIDDEN', { detail: '您受理的凭证明过户须由另一名工作人员办结' })
  if (new Date() < succession.ripeAt)
    throw new AppError('STATE_CONFLICT', {
      detail: `异议期至 ${lastDayOf(succession.ripeAt)}，期满后才能办结`,
    })
}

/** The owner is still the one it was filed against, and the successor still who was proved. */
async function requireParties(tx: Tx, { succession, machine }: Locked): Promise<void> {
  if (machine.ownerId !== succession.fromId)
    throw new AppError('STATE_CONFLICT', { detail: '机械的所有者已变化，不能按原来的申请过户' })
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${succession.toId}::uuid FOR NO KEY UPDATE`
  const to = await tx.account.findUniqueOrThrow({
    where: { id: succession.toId },
    select: { provedAt: true, closedAt: true },
  })
  if (to.closedAt || !to.provedAt)
    throw new AppError('PROOF_REQUIRED', {
      detail: to.closedAt
        ? '新机主的账号已注销，不能过户'
        : '新机主的账号现在没有核验身份，请新机主先到窗口核验',
    })
}

/** The machine's history reads it like every change of owner. */
async function storeChange(tx: Tx, actor: StaffActor, { succession, machine }: Locked): Promise<string> {
  const { fromId, toId } = succession
  const at = new Date()
  const { id } = await tx.change.create({
    data: {
      machineId: machine.id,
      accountId: fromId,
      type: 'OWNER',
      status: 'DONE',
      before: { ownerId: fromId },
      after: { ownerId: toId },
      newOwnerId: toId,
      ...areaOf(machine),
      submittedAt: succession.filedAt,
      decidedAt: at,
      decidedById: actor.id,
    },
  })
  return id
}

/**
 * 不予过户: the machine stays whose it is. @throws AppError NOT_FOUND outside the area; STATE_CONFLICT when it has ended
 */
export function rejectSuccession(actor: StaffActor, id: string, reason: string): Promise<Succession> {
  return closeWithout(actor, id, 'reject', reason)
}

/** 撤回: the successor asks no more, or it was filed by mistake. @throws AppError as rejectSuccession */
export function withdrawSuccession(actor: StaffActor, id: string, reason: string): Promise<Succession> {
  return closeWithout(actor, id, 'withdraw', reason)
}

function closeWithout(
  actor: StaffActor,
  id: string,
  action: 'reject' | 'withdraw',
  reason: string,
): Promise<Succession> {
  return transact(async (tx) => {
    const locked = await lockSuccession(tx, { id, ...actor.area })
    await moveSuccession(tx, locked, action, {
      ...endedBy(actor),
      reason: encrypt('succession.reason', id, reason),
    })
    await end(tx, actor, locked, action)
    return getSuccession(tx, actor, id)
  })
}

/** Tells both, and writes the audit row; the words stay where they are encrypted. */
async function end(
  tx: Tx,
  actor: StaffActor,
  { succession, machine }: Locked,
  action: 'complete' | 'uphold' | 'reject' | 'withdraw',
  lapsed: readonly string[] = [],
): Promise<void> {
  const { id, fromId, toId, filedById, _count } = succession
  await notifySuccession(tx, { successionId: id, kind: 'SUCCESSION_ENDED', accountIds: [fromId, toId] })
  const done = action === 'complete' || action === 'uphold'
  await audit(tx, actor, {
    action: `succession.${action}`,
    subjectType: 'machine',
    subjectId: machine.id,
    districtCode: machine.districtCode,
    details: {
      succession: id,
      ground: succession.ground,
      count: _count.objections,
      ...(done ? { askedBy: filedById, holder: fromId, account: toId } : {}),
      ...(lapsed.length > 0 ? { lapsed: [...lapsed] } : {}),
    },
  })
}
