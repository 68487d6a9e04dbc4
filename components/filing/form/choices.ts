import type { FilingLists } from '@/lib/features/content/rules/lists'
import type { FieldInfo } from '@/lib/features/content/schema/fields'
import type { Options } from '@/lib/features/option/schema'

/** The lists of GET /options as the check of a filing wants them. */
export function listsOf(options: Options): FilingLists {
  return {
    CATEGORY: options.categories,
    PLACE: options.places,
    FUEL: options.fuels,
    STAGE: options.stages,
    DPF_REGENERATION: options.dpfRegenerations,
  }
}

/** What a field offers to choose; categories of 场内 are offered for it alone. */
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
