import type { StaffActor } from '@/lib/core/actor'
import { areaPrefix } from '@/lib/core/area'

/** Staff of the bureaus of the actor's division and all below it. */
export function staffVisibleTo(actor: StaffActor) {
  return { bureau: { divisionCode: { startsWith: areaPrefix(actor.divisionCode) } } }
}
