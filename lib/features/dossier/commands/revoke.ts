import type { StaffActor } from '@/lib/core/actor'
import { lapseWaiting } from '@/lib/features/change/commands/lapse'
import { lapseSuccessions } from '@/lib/features/succession-state/commands'
import { type Tx, transact } from '@/lib/server/database/db'
import { getConsoleMachine } from '../queries/console'
import type { ActedMachine } from '../schema/console'
import { act, type MachineAct, record } from './act'
import { waitsForSecondPerson } from './second-person'

/**
 * 撤销登记, or the request for a second person to confirm it.
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT, VERSION_CONFLICT
 */
export function revokeMachine(actor: StaffActor, input: MachineAct): Promise<ActedMachine> {
  return transact(async (tx) => {
    const waits = await waitsForSecondPerson(tx, actor, { action: 'REVOKE', input })
    if (!waits) await revoke(tx, actor, input)
    return { ...(await getConsoleMachine(tx, actor, input.id)), waiting: waits }
  })
}

/**
 * Invalidates the number, which the public check then shows. Pending changes and what would give the machine away lapse, as with a cancellation. An
 * uncollected number is no longer handed out.
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT, VERSION_CONFLICT
 */
export async function revoke(tx: Tx, actor: StaffActor, input: MachineAct): Promise<void> {
  await lapseSuccessions(tx, actor, { machineId: input.id })
  const machine = await act(tx, actor, 'REVOKE', input)
  const lapsed = await lapseWaiting(tx, input.id)
  await record(tx, actor, 'REVOKE', input, machine, lapsed.length > 0 ? { lapsed } : {})
}
