import type { StaffActor } from '@/lib/core/actor'

/** Condition: waiting holders that have a machine in the officer's area. */
export function waitingFor(actor: Pick<StaffActor, 'area'>) {
  return { registeredAt: null, registrantId: { not: null }, machines: { some: actor.area } }
}
