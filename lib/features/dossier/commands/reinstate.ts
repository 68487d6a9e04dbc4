import type { StaffActor } from '@/lib/core/actor'
import { type Tx, transact } from '@/lib/server/database/db'
import { getConsoleMachine } from '../queries/console'
import type { ActedMachine } from '../schema/console'
import { act, type MachineAct, record } from './act'
import { waitsForSecondPerson } from './second-person'

/**
 * 恢复登记, or the request for a second person to confirm it.
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT, VERSION_CONFLICT
 */
export function reinstateMachine(actor: StaffActor, input: MachineAct): Promise<ActedMachine> {
  return transact(async (tx) => {
    const waits = await waitsForSecondPerson(tx, actor, { action: 'REINSTATE', input })
    if (!waits) await reinstate(tx, actor, input)
    return { ...(await getConsoleMachine(tx, actor, input.id)), waiting: waits }
  })
}

/**
 * Makes a revoked registration valid again, with its number, card and content. Changes that lapsed with the
 * revocation must be requested again.
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT, VERSION_CONFLICT
 */
export async function reinstate(tx: Tx, actor: StaffActor, input: MachineAct): Promise<void> {
  const machine = await act(tx, actor, 'REINSTATE', input)
  await record(tx, actor, 'REINSTATE', input, machine)
}
