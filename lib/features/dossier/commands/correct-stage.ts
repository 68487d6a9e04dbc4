import type { StaffActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { type Tx, transact } from '@/lib/server/database/db'
import { getConsoleMachine } from '../queries/console'
import type { ActedMachine } from '../schema/console'
import { act, type MachineAct, record } from './act'
import { waitsForSecondPerson } from './second-person'

type StageAct = MachineAct & { emissionStage: string }

/**
 * 更正排放阶段, or the request for a second person to confirm it.
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT, VERSION_CONFLICT; INVALID when the stage is unchanged
 */
export function correctStage(actor: StaffActor, input: StageAct): Promise<ActedMachine> {
  return transact(async (tx) => {
    const waits = await waitsForSecondPerson(tx, actor, { action: 'CORRECT_STAGE', input })
    if (waits) await refuseSameStage(tx, input)
    else await correct(tx, actor, input)
    return { ...(await getConsoleMachine(tx, actor, input.id)), waiting: waits }
  })
}

/** At once, not only when the second person confirms. */
async function refuseSameStage(tx: Tx, { id, emissionStage }: StageAct): Promise<void> {
  if ((await tx.machine.count({ where: { id, emissionStage } })) > 0) throw sameStage()
}

const sameStage = () =>
  fieldError('emissionStage', '与目前的排放阶段相同，请选择正确的阶段', 'NOTHING_CHANGED')

/**
 * The number's first character changes with the stage, its body stays; the previous number ends in the
 * number history and still finds the machine (docs/decisions/0015).
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT, VERSION_CONFLICT; INVALID when the stage is unchanged
 */
export async function correct(tx: Tx, actor: StaffActor, input: StageAct): Promise<void> {
  const { id, emissionStage } = input
  const before = await tx.machine.findFirst({
    where: { id, ...actor.area, version: input.version },
    select: { emissionStage: true, registrationNumber: true },
  })
  const machine = await act(tx, actor, 'CORRECT_STAGE', input, { emissionStage })
  if (before?.emissionStage === emissionStage) throw sameStage()
  const [from, to] = [before?.registrationNumber ?? '', machine.registrationNumber ?? '']
  await renumber(tx, { id, from, to, registeredAt: machine.registeredAt })
  await record(tx, actor, 'CORRECT_STAGE', input, machine, { from, to, emissionStage })
}

type Renumbered = { id: string; from: string; to: string; registeredAt: Date }

/** Ends the current number at the moment when the new one begins. */
async function renumber(tx: Tx, { id, from, to, registeredAt }: Renumbered): Promise<void> {
  const open = await tx.machineNumber.findFirst({ where: { machineId: id, validTo: null } })
  const since = open?.validFrom ?? registeredAt
  // The clocks of two servers may differ slightly; a number must end after it began.
  const at = new Date(Math.max(Date.now(), since.getTime() + 1))
  const key = { machineId: id, validFrom: since }
  await tx.machineNumber.upsert({
    where: { machineId_validFrom: key },
    update: { validTo: at },
    create: { ...key, number: from, validTo: at },
  })
  await tx.machineNumber.create({ data: { machineId: id, number: to, validFrom: at } })
}
