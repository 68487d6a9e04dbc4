import type { StaffActor } from '@/lib/core/actor'
import { areaPrefix } from '@/lib/core/area'

/** Bureaus of the actor's division and all below it. */
export function bureausVisibleTo(actor: StaffActor) {
  return { divisionCode: { startsWith: areaPrefix(actor.divisionCode) } }
}
