import type { FilingLists } from '@/lib/features/content/rules/lists'
import type { FieldInfo } from '@/lib/features/content/schema/fields'
import type { Options } from '@/lib/features/option/schema'

/** Converts GET /options to the lists used by `checkFiling`. */
export function listsOf(options: Options): FilingLists {
  return {
    CATEGORY: options.categories,
    PLACE: options.places,
    FUEL: options.fuels,
    STAGE: options.stages,
    DPF_REGENERATION: options.dpfRegenerations,
  }
}

/** Options of a list field, `undefined` for other fields; 场内-only categories require kind 场内. */
export function choicesOf({ list }: FieldInfo, options: Options, kind: string | null | undefined) {
  switch (list) {
    case 'CATEGORY':
      return options.categories.filter((category) => !category.onsiteOnly || kind === 'ONSITE_VEHICLE')
    case 'PLACE':
      return options.places
    case 'FUEL':
      return options.fuels
    case 'STAGE':
      return options.stages
    case 'DPF_REGENERATION':
      return options.dpfRegenerations
    default:
      return undefined
  }
}
