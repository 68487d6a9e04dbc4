import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { lockMachine } from '@/lib/features/change/commands/machine-row'
import {
  OPEN_STATUSES,
  SUCCESSION_ACTIONS,
  type SuccessionAction,
} from '@/lib/features/succession-state/rules/actions'
import { SUCCESSION_STATUS_LABELS } from '@/lib/features/succession-state/schema'
import type { Tx } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'

/**
 * A succession and its machine, the machine locked first, as whoever moves it does.
 * @param where of the area, or of the owner
 * @throws AppError NOT_FOUND
 */
export async function lockSuccession(tx: Tx, where: Prisma.SuccessionWhereInput) {
  const found = await tx.succession.findFirst({ where, select: { id: true, machineId: true } })
  const machine = found && (await lockMachine(tx, Prisma.sql`m.id = ${found.machineId}::uuid`))
  if (!found || !machine) throw new AppError('NOT_FOUND')
  const succession = await tx.succession.findUniqueOrThrow({
    where: { id: found.id },
    include: { _count: { select: { objections: true } } },
  })
  return { succession, machine }
}
export type Locked = Awaited<ReturnType<typeof lockSuccession>>

const ended = ({ succession: { status } }: Locked) =>
  new AppError('STATE_CONFLICT', {
    detail: `这件凭证明过户现在是“${SUCCESSION_STATUS_LABELS[status]}”，请刷新后再办`,
  })

/** @throws AppError STATE_CONFLICT when it has ended */
export function requireOpen(locked: Locked): void {
  if (!OPEN_STATUSES.includes(locked.succession.status)) throw ended(locked)
}

/** Moves it, guarded by its status. @throws AppError STATE_CONFLICT when it is no longer what the action needs */
export async function moveSuccession(
  tx: Tx,
  locked: Locked,
  action: SuccessionAction,
  data: Prisma.SuccessionUncheckedUpdateManyInput = {},
): Promise<void> {
  const { from, to } = SUCCESSION_ACTIONS[action]
  const { count } = await tx.succession.updateMany({
    where: { id: locked.succession.id, status: { in: [...from] } },
    data: { ...data, status: to },
  })
  if (count !== 1) throw ended(locked)
}

/** What ends it, by an officer. */
export const endedBy = (actor: StaffActor) => ({ endedAt: new Date(), endedById: actor.id })
