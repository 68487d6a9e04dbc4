import { type LocalAction, roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { areaContains } from '@/lib/core/area'

/** Something that has happened to a row, as far as screens need to know it. */
export type Happening = {
  kind: 'filing' | 'change'
  id: string
  version: number
  /** Districts whose officers see the row, or saw it before it was transferred. */
  districts: readonly string[]
}

/** A filing that an officer has opened or left. */
export type Visit = Pick<Happening, 'id' | 'districts'> & { kind: 'presence' }

const ACTION: Record<(Happening | Visit)['kind'], LocalAction> = {
  filing: 'filing.read',
  change: 'change.read',
  presence: 'filing.read',
}

/** Whether the officer may know of it: the role may read such rows, and one of the districts is in the area. */
export function hears(
  actor: Pick<StaffActor, 'role' | 'divisionCode'>,
  { kind, districts }: Happening | Visit,
): boolean {
  return roleMay(actor.role, ACTION[kind]) && districts.some((code) => areaContains(actor.divisionCode, code))
}
