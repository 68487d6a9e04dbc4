import type { StaffActor } from '@/lib/core/actor'
import { encodeCursor } from '@/lib/core/page'
import { readSearchText } from '../../rules/search-text'
import type { MachineSearch, MachineSearchPage } from '../../schema/search'
import { findAlike } from './alike'
import { searchArea } from './area'
import { type Found, find, NOTHING } from './find'
import { readOrder } from './order'
import { findOwnersOnRecord } from './owner'
import type { Within } from './within'

type Meaning = NonNullable<MachineSearchPage['meaning']>

/**
 * Machines of the officer's area, or of a part of it, as the text of a MachineSearchPage: made in the database, it goes
 * out as it came. Whoever asks for another area finds nothing.
 * @throws AppError MALFORMED for a cursor that is not ours; INVALID on `q` for too common a part of codes in the country
 */
export async function searchMachines(actor: StaffActor, search: MachineSearch): Promise<string> {
  const area = searchArea(actor, search)
  const text = readSearchText(search.q)
  const within = area && { area, filter: search, order: readOrder(search.sort, search.cursor) }
  if (!within || text?.meaning === 'TOO_SHORT') return emptyPage(search, text?.meaning ?? null)
  if (text === null) return pageText(search, await find(within, null, search), null)
  if (text.meaning === 'PHONE' || text.meaning === 'ID_NUMBER') {
    const ownerIds = await findOwnersOnRecord(actor, text)
    if (ownerIds.length > 0)
      return pageText(search, await find(within, { meaning: 'OWNER', ownerIds }, search), text.meaning)
    return asCode(within, text.part, search, text.meaning)
  }
  const found = await find(within, text, search)
  if (found.rows !== null || text.part === null) return pageText(search, found, text.meaning)
  if (text.meaning === 'CODE' || text.meaning === 'LETTERS')
    return pageText(search, found, text.meaning, await findAlike(within, text.part))
  return asCode(within, text.part, search, text.meaning)
}

/** What the first meaning did not find may be a part of a code: a serial of nine characters looks like a number. */
async function asCode(within: Within, part: string, search: MachineSearch, first: Meaning): Promise<string> {
  const found = await find(within, { meaning: 'CODE', part }, search)
  if (found.rows !== null) return pageText(search, found, 'CODE')
  return pageText(search, found, first, first === 'NUMBER' ? await findAlike(within, part) : [])
}

function pageText(
  search: MachineSearch,
  { rows, last, total, cap }: Found,
  meaning: Meaning | null,
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

function emptyPage(search: MachineSearch, meaning: Meaning | null): string {
  return pageText(search, NOTHING, meaning)
}
