import type { StaffActor } from '@/lib/core/actor'
import { transact } from '@/lib/server/database/db'
import { getConsoleMachine } from '../queries/console'
import type { ConsoleMachine } from '../schema/console'
import { act, type MachineAct, record } from './act'

/**
 * 恢复登记: makes a revoked registration valid again, with its number, card and content. Changes that lapsed with the
 * revocation must be requested again.
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT, VERSION_CONFLICT
 */
export function reinstateMachine(actor: StaffActor, input: MachineAct): Promise<ConsoleMachine> {
  return transact(async (tx) => {
    const machine = await act(tx, actor, 'REINSTATE', input)
    await record(tx, actor, 'REINSTATE', input, machine)
    return getConsoleMachine(tx, actor, input.id)
  })
}
