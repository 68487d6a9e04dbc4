import { HIDDEN_TEXT } from '@/lib/core/personal-text'
import { isPersonal } from '@/lib/features/machine/rules/search-text'
import { machineSearch } from '@/lib/features/machine/schema/search'

/** The parts of a URL query that can be saved: known parameters without cursor and page size, and nothing personal. */
export function storableQuery(query: string): string {
  const entries = [...new URLSearchParams(query)].filter(([name, value]) => {
    if (!Object.hasOwn(machineSearch.shape, name) || ['cursor', 'limit', 'withTotal'].includes(name))
      return false
    return value !== '' && !value.startsWith(HIDDEN_TEXT) && !isPersonal(value)
  })
  return new URLSearchParams(entries).toString()
}
