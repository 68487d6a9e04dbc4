import type { StaffActor } from '@/lib/core/actor'
import { encodeCursor } from '@/lib/core/cursor'
import { readSearchText, type SearchText } from '../../rules/search-text'
import { type MachineSearch, type MachineSearchPage, TEXT_MEANINGS } from '../../schema/search'
import { findAlike } from './alike'
import { searchArea } from './area'
import { findMoveAway } from './moved-away'
import { readOrder } from './order'
import { pageExtent, type SearchScope } from './plan'
import { type Reading, readingsOf } from './readings'
import { type FoundPage, NOTHING, runPlan } from './run'

type Meaning = NonNullable<MachineSearchPage['meaning']>
type TextMeaning = (typeof TEXT_MEANINGS)[number]

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
  const readings = await readingsOf(actor, text, scope)
  const tried: Meaning[] = []
  for (const [index, { meaning, plan }] of readings.entries()) {
    const found = await runPlan(await plan(pageExtent(search.limit)), scope, search)
    if (meaning !== null) tried.push(meaning)
    if (found.rows === null) continue
    const rest = search.cursor === undefined ? readings.slice(index + 1) : []
    return pageText(search, found, meaning, { tried, others: await othersOf(rest, scope) })
  }
  const suggestions = await suggestionsFor(text, scope)
  const movedAway = text?.meaning === 'NUMBER' ? await findMoveAway(actor, text.number) : null
  return pageText(search, NOTHING, text?.meaning ?? null, { tried, suggestions, movedAway })
}

/** Further interpretations by which at least one machine would be found. */
async function othersOf(readings: readonly Reading[], scope: SearchScope): Promise<TextMeaning[]> {
  const others: TextMeaning[] = []
  for (const { meaning, plan } of readings) {
    const other = TEXT_MEANINGS.find((each) => each === meaning)
    if (!other) continue
    const hits = await plan({ rows: 1, collected: 1, everything: false })
    const found = await runPlan(hits, scope, { limit: 1, withTotal: false })
    if (found.rows !== null) others.push(other)
  }
  return others
}

/** Names and phones get no suggestions: only codes mix up letters and digits. */
async function suggestionsFor(text: SearchText | null, scope: SearchScope): Promise<string[]> {
  if (text?.meaning !== 'CODE' && text?.meaning !== 'LETTERS' && text?.meaning !== 'NUMBER') return []
  return text.part === null ? [] : findAlike(scope, text.part)
}

type Told = { tried: readonly Meaning[]; others: readonly TextMeaning[] } & Pick<
  MachineSearchPage,
  'suggestions' | 'movedAway'
>

function pageText(
  search: MachineSearch,
  { rows, last, total, cap }: FoundPage,
  meaning: MachineSearchPage['meaning'],
  { tried = [], others = [], suggestions = [], movedAway = null }: Partial<Told> = {},
): string {
  const rest = {
    nextCursor: last && encodeCursor(last),
    total: search.withTotal && total !== null ? totalOfFound(total, cap) : null,
    meaning,
    tried,
    others,
    suggestions,
    movedAway,
  }
  return `{"data":${rows ?? '[]'},${JSON.stringify(rest).slice(1)}`
}

function totalOfFound(count: number, cap: number | null): MachineSearchPage['total'] {
  return cap !== null && count > cap ? { value: cap, relation: 'gte' } : { value: count, relation: 'eq' }
}
