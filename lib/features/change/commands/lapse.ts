import type { Tx } from '@/lib/server/database/db'
import { CHANGE_ACTIONS } from '../rules/actions'

/**
 * Ends what still waits for an officer when the machine gets another owner or is cancelled: nobody is to decide for
 * the new owner what the earlier one asked for. The machine is locked.
 * @returns the ended ones
 */
export async function lapseWaiting(tx: Tx, machineId: string): Promise<string[]> {
  const { from, to } = CHANGE_ACTIONS.lapse
  const waiting = await tx.change.findMany({
    where: { machineId, status: { in: [...from] } },
    select: { id: true },
  })
  const ids = waiting.map(({ id }) => id)
  if (ids.length > 0)
    await tx.change.updateMany({
      where: { id: { in: ids }, status: { in: [...from] } },
      data: { status: to, version: { increment: 1 } },
    })
  return ids
}
