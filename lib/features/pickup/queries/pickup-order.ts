import type { Prisma } from '@/prisma/client'

/** Collected pickups newest first, waiting ones oldest first. */
export function pickupOrder(collected: boolean): Prisma.PickupOrderByWithRelationInput[] {
  return collected ? [{ collectedAt: 'desc' }, { id: 'desc' }] : [{ createdAt: 'asc' }, { id: 'asc' }]
}

/** Pickups after a position in this order; one that is collected between two pages moves to its new place. */
export function afterPickup(
  collected: boolean,
  { at, id }: { at: Date; id: string },
): Prisma.PickupWhereInput {
  return collected
    ? { OR: [{ collectedAt: { lt: at } }, { collectedAt: at, id: { lt: id } }] }
    : { OR: [{ createdAt: { gt: at } }, { createdAt: at, id: { gt: id } }] }
}
