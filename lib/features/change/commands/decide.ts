import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { changesInArea } from '@/lib/core/area'
import { requireUnbound } from '@/lib/features/succession-state/commands'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { notifyChange } from '@/lib/server/notice/notify'
import { Prisma } from '@/prisma/client'
import type { ReviewChangeAction } from '../policy'
import { valuesOf } from '../queries/names'
import { CHANGE_ACTIONS } from '../rules/actions'
import { applyValues } from '../rules/values'
import type { ChangeStatus, ChangeType } from '../schema/change'
import type { changeApproval, changeReturn } from '../schema/decision'
import { requireEvidence } from './evidence'
import { lapseWaiting } from './lapse'
import { lockMachine, type MachineRow, requireChangeable, updateMachine } from './machine-row'
import { openForOfficer, refuseChange, UNCLAIMED } from './refusal'

type Decided = { id: string; status: ChangeStatus }
type WaitingChange = {
  id: string
  machineId: string
  accountId: string
  type: ChangeType
  after: Prisma.JsonValue
  districtCode: string
}

type Approval = z.output<typeof changeApproval> & { id: string; version: number }
type Return = z.output<typeof changeReturn> & { id: string; version: number }

/**
 * 通过: writes the changed fields over the machine's current content, so that other changes made meanwhile stay; a
 * cancellation ends the registration and its other pending changes.
 * @param input version: of the change as the officer saw it
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT (decided already, or the machine is no longer valid),
 * CLAIMED_BY_OTHER, VERSION_CONFLICT, INVALID naming the missing evidence
 */
export function approveChange(actor: StaffActor, input: Approval): Promise<Decided> {
  return transact((tx) => approveChangeWithin(tx, actor, input))
}

/** `approveChange` inside a transaction. */
export async function approveChangeWithin(tx: Tx, actor: StaffActor, input: Approval): Promise<Decided> {
  const evidenceReason = await requireEvidence(tx, actor, input)
  const { change, machine } = await take(tx, actor, 'approve', input, { evidenceReason })
  requireChangeable(machine)
  const cancels = change.type === 'CANCELLATION'
  if (cancels) await requireUnbound(tx, machine.id)
  const data = cancels
    ? { status: 'CANCELLED' as const }
    : { content: applyValues(machine.content, valuesOf(change.after)) }
  await updateMachine(tx, machine, data)
  const lapsed = cancels ? await lapseWaiting(tx, machine.id) : []
  await notifyChange(tx, { changeId: change.id, kind: 'CHANGE_DONE', accountIds: [change.accountId] })
  await record(tx, actor, 'approve', change, machine, {
    ...(lapsed.length > 0 ? { lapsed } : {}),
    ...(evidenceReason === null ? {} : { evidenceReason }),
  })
  return { id: change.id, status: CHANGE_ACTIONS.approve.to }
}

/**
 * 退回: the machine stays unchanged; the owner gets the reason and may request the change again.
 * @throws AppError NOT_FOUND, STATE_CONFLICT, CLAIMED_BY_OTHER, VERSION_CONFLICT
 */
export function returnChange(actor: StaffActor, input: Return): Promise<Decided> {
  return transact((tx) => returnChangeWithin(tx, actor, input))
}

/** `returnChange` inside a transaction. */
export async function returnChangeWithin(tx: Tx, actor: StaffActor, input: Return): Promise<Decided> {
  const { change, machine } = await take(tx, actor, 'return', input, { comment: input.comment })
  await notifyChange(tx, { changeId: change.id, kind: 'CHANGE_RETURNED', accountIds: [change.accountId] })
  await record(tx, actor, 'return', change, machine, { reason: input.comment })
  return { id: change.id, status: CHANGE_ACTIONS.return.to }
}

/**
 * The step that both decisions share: locks the machine, then moves the change out of SUBMITTED, guarded by area, status,
 * claim and version. Of two concurrent decisions the second updates no row.
 * @throws AppError
 */
async function take(
  tx: Tx,
  actor: StaffActor,
  action: ReviewChangeAction,
  { id, version }: { id: string; version: number },
  entered: { comment?: string; evidenceReason?: string | null },
): Promise<{ change: WaitingChange; machine: MachineRow }> {
  const change = await tx.change.findFirst({ where: { id, AND: changesInArea(actor) } })
  if (!change) throw new AppError('NOT_FOUND')
  const machine = await lockMachine(tx, Prisma.sql`m.id = ${change.machineId}::uuid`)
  if (!machine) throw new AppError('NOT_FOUND')
  const now = new Date()
  const { count } = await tx.change.updateMany({
    where: { id, ...openForOfficer(actor, action, now), version },
    data: {
      ...UNCLAIMED,
      ...entered,
      status: CHANGE_ACTIONS[action].to,
      version: version + 1,
      // The clocks of two servers may differ slightly; a decision must not precede its submission.
      decidedAt: new Date(Math.max(now.getTime(), change.submittedAt.getTime())),
      decidedById: actor.id,
    },
  })
  if (count !== 1) await refuseChange(tx, actor, action, { id })
  return { change, machine }
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
