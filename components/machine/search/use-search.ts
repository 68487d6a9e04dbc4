import { type inferParserType, useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { areaLevel } from '@/lib/core/area'
import type { MachineSearchParams } from '@/lib/features/machine/api/search'
import { questionOf, SEARCH_ADDRESS } from './search-address'

type Address = inferParserType<typeof SEARCH_ADDRESS>
type Changes = { [K in keyof Address]?: Address[K] | null }

export type Search = {
  question: MachineSearchParams
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
  const [address, write] = useQueryStates(SEARCH_ADDRESS, { history: 'replace' })
  const question = questionOf(address)
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

function areaChange(code: string | undefined): Changes {
  const none = { provinceCode: null, cityCode: null, districtCode: null }
  if (!code) return none
  const level = areaLevel(code)
  if (level === 'PROVINCE') return { ...none, provinceCode: code }
  return level === 'CITY' ? { ...none, cityCode: code } : { ...none, districtCode: code }
}
