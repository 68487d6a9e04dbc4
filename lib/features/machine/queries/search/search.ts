import type { StaffActor } from '@/lib/core/actor'
import { encodeCursor } from '@/lib/core/cursor'
import { readSearchText, type SearchText } from '../../rules/search-text'
import type { MachineSearch, MachineSearchPage } from '../../schema/search'
import { findAlike } from './alike'
import { searchArea } from './area'
import { readOrder } from './order'
import { pageExtent, type SearchScope } from './plan'
import { readingsOf } from './readings'
import { type FoundPage, NOTHING, runPlan } from './run'

/**
 * Searches machines of the officer's area, or of a part of it; another area yields nothing.
 * @returns the JSON of a MachineSearchPage, whose rows the database renders
 * @throws AppError MALFORMED for an invalid cursor; INVALID on `q` for a text too common in the whole country
 */
export async function searchMachines(actor: StaffActor, search: MachineSearch): Promise<string> {
  const area = searchArea(actor, search)
  const text = readSearchText(search.q)
  if (!area || text?.meaning === 'TOO_SHORT') return pageText(search, NOTHING, text?.meaning ?? null)
  const scope = { area, filter: search, order: readOrder(search.sort, search.cursor) }
  let found = NOTHING
  for (const { meaning, plan } of await readingsOf(actor, text, scope)) {
    found = await runPlan(await plan(pageExtent(search.limit)), scope, search)
    if (found.rows !== null) return pageText(search, found, meaning)
  }
  return pageText(search, found, text?.meaning ?? null, await suggestionsFor(text, scope))
}

/** Names and phones get no suggestions: only codes mix up letters and digits. */
async function suggestionsFor(text: SearchText | null, scope: SearchScope): Promise<string[]> {
  if (text?.meaning !== 'CODE' && text?.meaning !== 'LETTERS' && text?.meaning !== 'NUMBER') return []
  return text.part === null ? [] : findAlike(scope, text.part)
}

function pageText(
  search: MachineSearch,
  { rows, last, total, cap }: FoundPage,
  meaning: MachineSearchPage['meaning'],
  suggestions: readonly string[] = [],
): string {
  const rest = {
    nextCursor: last && encodeCursor(last),
    total: search.withTotal && total !== null ? totalOfFound(total, cap) : null,
    meaning,
    suggestions,
  }
  return `{"data":${rows ?? '[]'},${JSON.stringify(rest).slice(1)}`
}

function totalOfFound(count: number, cap: number | null): MachineSearchPage['total'] {
  return cap !== null && count > cap ? { value: cap, relation: 'gte' } : { value: count, relation: 'eq' }
}
