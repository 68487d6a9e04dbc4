import type { Choice } from '@/components/filing/form/field-input'
import type { FieldInfo } from '@/lib/features/filing/schema/fields'
import type { Options } from '@/lib/features/option/schema'

/** What a field with a list offers; some categories are for on-site vehicles only. */
export function choicesOf(
  { list }: Pick<FieldInfo, 'list'>,
  options: Options | undefined,
  onsite: boolean,
): readonly Choice[] | undefined {
  if (!options || !list) return undefined
  const lists: Partial<Record<typeof list, readonly Choice[]>> = {
    CATEGORY: options.categories.filter(({ onsiteOnly }) => onsite || !onsiteOnly),
    PLACE: options.places,
    FUEL: options.fuels,
    STAGE: options.stages,
    DPF_REGENERATION: options.dpfRegenerations,
  }
  return lists[list]
}
