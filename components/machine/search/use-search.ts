import { type inferParserType, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { areaLevel } from '@/lib/core/area'
import type { MachineQuestion } from '@/lib/features/machine/api/search'
import { MACHINE_SORTS, machineFilter } from '@/lib/features/machine/schema/search'

/** URL parameters have the API's names, so that any page can link to the machines behind a figure. */
const URL_PARAMS = {
  q: parseAsString,
  provinceCode: parseAsString,
  cityCode: parseAsString,
  districtCode: parseAsString,
  categoryCode: parseAsString,
  stage: parseAsString,
  fuelCode: parseAsString,
  placeCode: parseAsString,
  status: parseAsString,
  madeIn: parseAsString,
  from: parseAsString,
  to: parseAsString,
  sort: parseAsStringLiteral(MACHINE_SORTS).withDefault('-registeredAt'),
}
type Address = inferParserType<typeof URL_PARAMS>
type Changes = { [K in keyof Address]?: Address[K] | null }

export type Search = {
  question: MachineQuestion
  /** The lowest division filtered by. */
  area: string | undefined
  /** Whether there is a text or a filter. */
  hasConditions: boolean
  set: (changes: Changes) => void
  setArea: (code: string | undefined) => void
  clear: () => void
}

/** The search, stored in the URL. */
export function useSearch(): Search {
  const [{ sort, ...values }, write] = useQueryStates(URL_PARAMS, { history: 'replace' })
  const question = { ...validFilter(values), sort }
  const set = useCallback((changes: Changes) => void write(changes), [write])
  const setArea = useCallback((code: string | undefined) => set(areaChange(code)), [set])
  const { provinceCode, cityCode, districtCode } = question
  return {
    question,
    area: districtCode ?? cityCode ?? provinceCode,
    hasConditions: Object.keys(question).length > 1,
    set,
    setArea,
    clear: useCallback(() => void write(null), [write]),
  }
}

/** The parameters that the API accepts: the URL may be hand-typed or outdated. */
function validFilter(values: Record<string, string | null>) {
  const valid = Object.entries(values).filter(([name, value]) => {
    const schema = machineFilter.shape[name as keyof typeof machineFilter.shape]
    return value !== null && value !== '' && schema.safeParse(value).success
  })
  return machineFilter.parse(Object.fromEntries(valid))
}

function areaChange(code: string | undefined): Changes {
  const none = { provinceCode: null, cityCode: null, districtCode: null }
  if (!code) return none
  const level = areaLevel(code)
  if (level === 'PROVINCE') return { ...none, provinceCode: code }
  return level === 'CITY' ? { ...none, cityCode: code } : { ...none, districtCode: code }
}
