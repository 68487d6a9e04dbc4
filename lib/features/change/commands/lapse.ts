import type { Tx } from '@/lib/server/database/db'
import { CHANGE_ACTIONS } from '../rules/actions'
import { UNCLAIMED } from './refusal'

/**
 * Withdraws a machine's pending changes when its owner changes or its registration ends: a request of the earlier owner
 * must not be decided for the new one, nor by a decision that was to take effect in a moment. The caller has locked the machine.
 * @returns ids of the withdrawn changes
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
      data: {
        status: to,
        version: { increment: 1 },
        endedAt: new Date(),
        lapsed: true,
        decisionDueAt: null,
        ...UNCLAIMED,
      },
    })
  return ids
}
