import type { StaffActor } from '@/lib/core/actor'

/** Holders that wait and have a machine in the officer's area; those of other areas are none of his. */
export function waitingFor(actor: Pick<StaffActor, 'area'>) {
  return { registeredAt: null, registrantId: { not: null }, machines: { some: actor.area } }
}
