import { readSearchText } from '@/lib/features/machine/rules/search-text'
import { machineSearch } from '@/lib/features/machine/schema/search'

/** Phones and ID numbers are looked up and forgotten: a look-up by them is recorded, a kept one would not be. */
export function isPersonal(text: string | undefined): boolean {
  const meaning = readSearchText(text)?.meaning
  return meaning === 'PHONE' || meaning === 'ID_NUMBER'
}

/** Of an address what makes a search: known words, nothing personal, no place in the list. */
export function storableQuery(query: string): string {
  const kept = [...new URLSearchParams(query)].filter(([name, value]) => {
    if (!Object.hasOwn(machineSearch.shape, name) || ['cursor', 'limit', 'withTotal'].includes(name))
      return false
    return value !== '' && !isPersonal(value)
  })
  return new URLSearchParams(kept).toString()
}
