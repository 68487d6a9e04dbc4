import { useQuery } from '@tanstack/react-query'
import type { Names } from '@/lib/features/content/rules/display'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { formOptions } from '@/lib/features/option/api'
import type { Options } from '@/lib/features/option/schema'

/** Names of list codes; empty until the options are loaded. */
export function namesOf(options: Options | undefined): Names {
  const namesByCode = (items: readonly { code: string; name: string }[] = []) =>
    Object.fromEntries(items.map(({ code, name }) => [code, name]))
  return {
    lists: {
      CATEGORY: namesByCode(options?.categories),
      PLACE: namesByCode(options?.places),
      FUEL: namesByCode(options?.fuels),
      STAGE: namesByCode(options?.stages),
      DPF_REGENERATION: namesByCode(options?.dpfRegenerations),
    },
    districts: {},
  }
}

/** Name of the machine's category; otherwise its free-text name, or empty. */
export function categoryNameOf(names: Names, { machine }: FilingDto): string {
  return names.lists.CATEGORY?.[machine.categoryCode ?? ''] ?? machine.name ?? ''
}

export function useFilingNames(): Names {
  return namesOf(useQuery(formOptions()).data)
}
