import type { StaffActor } from '@/lib/core/actor'
import { encodeCursor } from '@/lib/core/page'
import { db } from '@/lib/server/db'
import { Prisma } from '@/prisma/client'
import { readSearchText } from '../../rules/search-text'
import type { MachineSearch, MachineSearchPage } from '../../schema/search'
import { searchArea } from './area'
import { readOrder } from './order'
import { findOwnerOnRecord } from './owner'
import { type PlainText, planOf } from './plan'
import { pageSql } from './rows'
import { COUNT_CAP } from './total'
import type { Within } from './within'

type Meaning = NonNullable<MachineSearchPage['meaning']>
/** What the one statement answers. */
type Found = { rows: string | null; last: [string, string] | null; total: number | null; capped: boolean }

/**
 * Machines of the officer's area, or of a part of it, as the text of a MachineSearchPage: made in the database, it goes
 * out as it came. Whoever asks for another area finds nothing.
 * @throws AppError MALFORMED for a cursor that is not ours
 */
export async function searchMachines(actor: StaffActor, search: MachineSearch): Promise<string> {
  const area = searchArea(actor, search)
  const text = readSearchText(search.q)
  const within = area && { area, filter: search, order: readOrder(search.sort, search.cursor) }
  if (!within || text?.meaning === 'TOO_SHORT') return emptyPage(search, text?.meaning ?? null)
  if (text === null) return pageText(search, await find(within, null, search), null)
  if (text.meaning === 'PHONE' || text.meaning === 'ID_NUMBER') {
    const ownerId = await findOwnerOnRecord(actor, text)
    if (ownerId)
      return pageText(search, await find(within, { meaning: 'OWNER', ownerId }, search), text.meaning)
    return asCode(within, text.part, search, text.meaning)
  }
  const found = await find(within, text, search)
  if (found.rows !== null || text.meaning === 'CODE' || text.part === null)
    return pageText(search, found, text.meaning)
  return asCode(within, text.part, search, text.meaning)
}

/** What the first meaning did not find may be a part of a code: a serial of nine characters looks like a number. */
async function asCode(within: Within, part: string, search: MachineSearch, first: Meaning): Promise<string> {
  const found = await find(within, { meaning: 'CODE', part }, search)
  return pageText(search, found, found.rows === null ? first : 'CODE')
}

async function find(within: Within, text: PlainText | null, search: MachineSearch): Promise<Found> {
  const { sql, capped } = await searchSql(within, text, search)
  const [found] = await db().$queryRaw<Omit<Found, 'capped'>[]>(sql)
  return { rows: null, last: null, total: null, ...found, capped }
}

/** The one statement of a search; the benchmark sends the very same through `pg`. */
export async function searchSql(
  within: Within,
  text: PlainText | null,
  { limit, withTotal }: Pick<MachineSearch, 'limit' | 'withTotal'>,
): Promise<{ sql: Prisma.Sql; capped: boolean }> {
  const { collected, hits, total, capped } = await planOf(within, text, limit + 1)
  const sql = Prisma.sql`
    WITH ${collected ? Prisma.sql`collected AS MATERIALIZED (${collected}),` : Prisma.empty}
      hits AS MATERIALIZED (${hits})
    ${pageSql(within.order, limit)}, ${withTotal ? Prisma.sql`(${total})::int` : Prisma.sql`NULL::int`} AS total`
  return { sql, capped }
}

function pageText(
  search: MachineSearch,
  { rows, last, total, capped }: Found,
  meaning: Meaning | null,
): string {
  const rest = {
    nextCursor: last && encodeCursor(last),
    total: search.withTotal && total !== null ? totalOfFound(total, capped) : null,
    meaning,
  }
  return `{"data":${rows ?? '[]'},${JSON.stringify(rest).slice(1)}`
}

function totalOfFound(count: number, capped: boolean): MachineSearchPage['total'] {
  return capped && count > COUNT_CAP
    ? { value: COUNT_CAP, relation: 'gte' }
    : { value: count, relation: 'eq' }
}

function emptyPage(search: MachineSearch, meaning: Meaning | null): string {
  return pageText(search, { rows: null, last: null, total: 0, capped: false }, meaning)
}
