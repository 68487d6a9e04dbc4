import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { PICKUP_INCLUDE, toPickups } from '../queries/pickup-dto'
import type { Pickup } from '../schema'
import { clearMisses } from './identity-count'

/**
 * A supervisor lets the counter continue after too many wrong document numbers: those of owner and agent count no more.
 * @throws AppError NOT_FOUND outside the actor's area
 */
export function unlockPickup(actor: StaffActor, id: string): Promise<Pickup> {
  return transact(async (tx) => {
    const row = await tx.pickup.findFirst({ where: { id, filing: actor.area }, include: PICKUP_INCLUDE })
    if (!row) throw new AppError('NOT_FOUND')
    const { ownerId, filerId, districtCode } = row.filing
    const wrong = await clearMisses(tx, [...new Set([ownerId, filerId])])
    await audit(tx, actor, {
      action: 'pickup.unlock',
      subjectType: 'filing',
      subjectId: row.filingId,
      districtCode,
      details: { pickupId: id, wrong },
    })
    const [pickup] = await toPickups(tx, actor, [row])
    if (!pickup) throw new AppError('NOT_FOUND')
    return pickup
  })
}
