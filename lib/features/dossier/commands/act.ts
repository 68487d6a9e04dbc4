import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import { audit } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import { notifyMachine } from '@/lib/server/notice/notify'
import type { Prisma } from '@/prisma/client'
import { statedWith } from '../queries/stated'
import { MACHINE_TRANSITIONS, machineAllows } from '../rules/actions'
import type { MachineAction } from '../schema/console'

/**
 * An officer's request; `version` is the machine's version that they saw. `askedBy`: the officer who asked for it, where the
 * actor confirms it as the second person.
 */
export type MachineAct = { id: string; version: number; reason: string; askedBy?: string }

const VERBS = {
  REVOKE: { audit: 'machine.revoke', word: '撤销登记', notice: 'MACHINE_REVOKED' },
  REINSTATE: { audit: 'machine.reinstate', word: '恢复登记', notice: 'MACHINE_REINSTATED' },
  CORRECT_STAGE: { audit: 'machine.correct-stage', word: '更正排放阶段', notice: 'STAGE_CORRECTED' },
} as const satisfies Record<MachineAction, object>

/**
 * The guarded update behind every act of a supervisor: by id, area, status and version. Locks the row until the end of
 * the transaction; the commands of changes take the same lock first.
 * @returns the updated machine
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT, VERSION_CONFLICT
 */
export async function act(
  tx: Tx,
  actor: StaffActor,
  action: MachineAction,
  { id, version }: MachineAct,
  data: { emissionStage?: string } = {},
) {
  const { from, to } = MACHINE_TRANSITIONS[action]
  const { count } = await tx.machine.updateMany({
    where: { id, ...actor.area, status: { in: [...from] }, version },
    data: { ...data, status: to, version: version + 1 },
  })
  if (count !== 1) await refuse(tx, actor, action, id)
  return tx.machine.findUniqueOrThrow({
    where: { id },
    select: { ownerId: true, registrationNumber: true, districtCode: true, registeredAt: true },
  })
}

/** Throws the reason why the guarded update matched no row. @throws AppError */
export async function refuse(tx: Tx, actor: StaffActor, action: MachineAction, id: string): Promise<never> {
  const machine = await tx.machine.findFirst({ where: { id, ...actor.area }, select: { status: true } })
  if (!machine) throw new AppError('NOT_FOUND')
  if (machineAllows(action, machine.status)) throw new AppError('VERSION_CONFLICT')
  const status = MACHINE_STATUS_LABELS[machine.status]
  throw new AppError('STATE_CONFLICT', { detail: `该机械的登记${status}，不能${VERBS[action].word}` })
}

type Acted = { ownerId: string; districtCode: string | null }

/** Notifies the owner of an act with its reason, legal basis and remedies, and writes the audit row, which names both persons. */
export async function record(
  tx: Tx,
  actor: StaffActor,
  action: MachineAction,
  { id, reason, askedBy }: MachineAct,
  { ownerId, districtCode }: Acted,
  more: Prisma.InputJsonObject = {},
): Promise<void> {
  const { audit: verb, notice: kind } = VERBS[action]
  const stated = await statedWith(tx, action, districtCode)
  await notifyMachine(tx, { machineId: id, ownerId, kind, reason, ...stated })
  const details = { reason, ...(askedBy ? { askedBy } : {}), ...more }
  await audit(tx, actor, { action: verb, subjectType: 'machine', subjectId: id, districtCode, details })
}
