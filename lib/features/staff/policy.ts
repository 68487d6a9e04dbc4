import type { StaffActor } from '@/lib/core/actor'
import { areaPrefix } from '@/lib/core/area'

/** Staff of the actor's own area: of bureaus of its division and all below it. */
export function staffVisibleTo(actor: StaffActor) {
  return { bureau: { divisionCode: { startsWith: areaPrefix(actor.divisionCode) } } }
}
