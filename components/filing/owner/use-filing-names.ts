import { useQuery } from '@tanstack/react-query'
import type { Names } from '@/lib/features/content/rules/display'
import { formOptions } from '@/lib/features/option/api'
import type { Options } from '@/lib/features/option/schema'

/** The words of list codes, as far as they are known yet. */
export function namesOf(options: Options | undefined): Names {
  const words = (items: readonly { code: string; name: string }[] = []) =>
    Object.fromEntries(items.map(({ code, name }) => [code, name]))
  return {
    lists: {
      CATEGORY: words(options?.categories),
      PLACE: words(options?.places),
      FUEL: words(options?.fuels),
      STAGE: words(options?.stages),
      DPF_REGENERATION: words(options?.dpfRegenerations),
    },
    districts: {},
  }
}

export function useFilingNames(): Names {
  return namesOf(useQuery(formOptions()).data)
}
