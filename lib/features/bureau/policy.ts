import type { StaffActor } from '@/lib/core/actor'
import { areaPrefix } from '@/lib/core/area'

/** Filter: bureaus of the actor's division and all below it. */
export function bureausVisibleTo(actor: StaffActor) {
  return { divisionCode: { startsWith: areaPrefix(actor.divisionCode) } }
}
