import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { changesInArea } from '@/lib/core/area'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { notifyChange } from '@/lib/server/notice/notify'
import { Prisma } from '@/prisma/client'
import type { ReviewChangeAction } from '../policy'
import { valuesOf } from '../queries/names'
import { CHANGE_ACTIONS } from '../rules/actions'
import { applyValues } from '../rules/values'
import { CHANGE_STATUS_LABELS, type ChangeStatus, type ChangeType } from '../schema/change'
import { lapseWaiting } from './lapse'
import { lockMachine, type MachineRow, requireChangeable, updateMachine } from './machine-row'

type Decided = { id: string; status: ChangeStatus }
type WaitingChange = {
  id: string
  machineId: string
  accountId: string
  type: ChangeType
  after: Prisma.JsonValue
  districtCode: string
}

/**
 * 通过: writes the changed fields over the machine's current content, so that other changes made meanwhile stay; a
 * cancellation ends the registration and its other pending changes.
 * @param input version: of the change as the officer saw it
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT (decided already, or the machine is no longer valid),
 * VERSION_CONFLICT
 */
export function approveChange(actor: StaffActor, input: { id: string; version: number }): Promise<Decided> {
  return transact(async (tx) => {
    const { change, machine } = await take(tx, actor, 'approve', input, null)
    requireChangeable(machine)
    const cancels = change.type === 'CANCELLATION'
    const data = cancels
      ? { status: 'CANCELLED' as const }
      : { content: applyValues(machine.content, valuesOf(change.after)) }
    await updateMachine(tx, machine, data)
    const lapsed = cancels ? await lapseWaiting(tx, machine.id) : []
    await notifyChange(tx, { changeId: change.id, kind: 'CHANGE_DONE', accountIds: [change.accountId] })
    await record(tx, actor, 'approve', change, machine, lapsed.length > 0 ? { lapsed } : {})
    return { id: change.id, status: CHANGE_ACTIONS.approve.to }
  })
}

/**
 * 退回: the machine stays unchanged; the owner gets the reason and may request the change again.
 * @throws AppError NOT_FOUND, STATE_CONFLICT, VERSION_CONFLICT
 */
export function returnChange(
  actor: StaffActor,
  input: { id: string; version: number; comment: string },
): Promise<Decided> {
  return transact(async (tx) => {
    const { change, machine } = await take(tx, actor, 'return', input, input.comment)
    await notifyChange(tx, { changeId: change.id, kind: 'CHANGE_RETURNED', accountIds: [change.accountId] })
    await record(tx, actor, 'return', change, machine, { reason: input.comment })
    return { id: change.id, status: CHANGE_ACTIONS.return.to }
  })
}

/**
 * The step that both decisions share: locks the machine, then moves the change out of SUBMITTED, guarded by area, status
 * and version. Of two concurrent decisions the second updates no row.
 * @throws AppError
 */
async function take(
  tx: Tx,
  actor: StaffActor,
  action: ReviewChangeAction,
  { id, version }: { id: string; version: number },
  comment: string | null,
): Promise<{ change: WaitingChange; machine: MachineRow }> {
  const change = await tx.change.findFirst({ where: { id, AND: changesInArea(actor) } })
  if (!change) throw new AppError('NOT_FOUND')
  const machine = await lockMachine(tx, Prisma.sql`m.id = ${change.machineId}::uuid`)
  if (!machine) throw new AppError('NOT_FOUND')
  const { from, to } = CHANGE_ACTIONS[action]
  const { count } = await tx.change.updateMany({
    where: { id, ...actor.area, status: { in: [...from] }, version },
    data: {
      status: to,
      version: version + 1,
      // The clocks of two servers may differ slightly; a decision must not precede its submission.
      decidedAt: new Date(Math.max(Date.now(), change.submittedAt.getTime())),
      decidedById: actor.id,
      comment,
    },
  })
  if (count !== 1) await refuse(tx, action, id)
  return { change, machine }
}

/** Throws the reason why the guarded update matched no row. @throws AppError */
async function refuse(tx: Tx, action: ReviewChangeAction, id: string): Promise<never> {
  const { status } = await tx.change.findUniqueOrThrow({ where: { id }, select: { status: true } })
  if (CHANGE_ACTIONS[action].from.includes(status)) throw new AppError('VERSION_CONFLICT')
  throw new AppError('STATE_CONFLICT', { detail: `该信息变更${CHANGE_STATUS_LABELS[status]}，不能再次办理` })
}

/** One audit row for each area concerned: the machine may have moved since the change was submitted. */
async function record(
  tx: Tx,
  actor: StaffActor,
  action: ReviewChangeAction,
  change: WaitingChange,
  machine: MachineRow,
  more: Prisma.InputJsonObject,
): Promise<void> {
  for (const districtCode of new Set([change.districtCode, machine.districtCode])) {
    await audit(tx, actor, {
      action: `change.${action}`,
      subjectType: 'change',
      subjectId: change.id,
      districtCode,
      details: {
        machineId: machine.id,
        changeType: change.type,
        fields: Object.keys(valuesOf(change.after)),
        ...more,
      },
    })
  }
}
