import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { parseAsSearchText } from '@/components/ui/parse-search-text'
import type { MachineSearchParams } from '@/lib/features/machine/api/search'
import { MACHINE_SORTS, machineFilter } from '@/lib/features/machine/schema/search'

/** URL parameters with the API's names, so that any page can link to the machines behind a figure. */
export const SEARCH_ADDRESS = {
  q: parseAsSearchText,
  as: parseAsString,
  provinceCode: parseAsString,
  cityCode: parseAsString,
  districtCode: parseAsString,
  categoryCode: parseAsString,
  stage: parseAsString,
  fuelCode: parseAsString,
  placeCode: parseAsString,
  status: parseAsString,
  madeIn: parseAsString,
  minKw: parseAsString,
  maxKw: parseAsString,
  from: parseAsString,
  to: parseAsString,
  sort: parseAsStringLiteral(MACHINE_SORTS).withDefault('-registeredAt'),
}

/** The search of a URL, without parameters that the API would refuse: it may be hand-typed or outdated. */
export function questionOf({ sort, ...values }: inferParserType<typeof SEARCH_ADDRESS>): MachineSearchParams {
  const valid = Object.entries(values).filter(([name, value]) => {
    const schema = machineFilter.shape[name as keyof typeof machineFilter.shape]
    return value !== null && value !== '' && schema.safeParse(value).success
  })
  return { ...machineFilter.parse(Object.fromEntries(valid)), sort }
}
