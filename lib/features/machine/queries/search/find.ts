import { fieldError } from '@/lib/core/app-error'
import { areaLevel } from '@/lib/core/area'
import { chinaDay } from '@/lib/core/clock'
import { readRows } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import type { MachineSearch } from '../../schema/search'
import { citiesOf, districtNames, widestParts, withinCity } from './area'
import { machineConditions } from './conditions'
import { walk } from './hits'
import { collectedByName, FREQUENT, gramCounts } from './name-hits'
import { asksFirst, type PlainText, type Plan, planOf, planToSort } from './plan'
import { pageSql, stretchPageSql } from './rows'
import { lettersByReading, matchesByReading } from './text-hits'
import { COUNT_CAP, totalOf } from './total'
import type { Within } from './within'

/** What a statement answers. */
export type Found = {
  /** The rows as JSON; null when there are none. */
  rows: string | null
  /** Where the next page begins, if there is one. */
  last: [string, string] | null
  total: number | null
  /** The total is exact up to here. */
  cap: number | null
}
export const NOTHING: Found = { rows: null, last: null, total: 0, cap: null }

type Asked = Pick<MachineSearch, 'limit' | 'withTotal'>

/** One page of a search: by one statement, or by two where the first decides which way the second goes. */
export async function find(within: Within, text: PlainText | null, asked: Asked): Promise<Found> {
  if (text === null && asksFirst(within)) return findCounted(within, asked)
  if (text?.meaning === 'CODE') return findByCode(within, text, asked)
  if (text?.meaning === 'LETTERS') return findByLetters(within, text, asked)
  if (text?.meaning === 'NAME' && text.grams.length > 1) return findByLongName(within, text, asked)
  return run(await planOf(within, text, asked.limit + 1), within, asked)
}

async function run(plan: Plan, { area, order }: Within, asked: Asked): Promise<Found> {
  const { collected, hits, stretch, total, cap } = plan
  const names = await districtNames(area)
  const page = stretch
    ? stretchPageSql(stretch, order, asked.limit, names)
    : Prisma.sql`
      WITH ${collected ? Prisma.sql`collected AS MATERIALIZED (${collected}),` : Prisma.empty}
        hits AS MATERIALIZED (${hits})
      ${pageSql(order, asked.limit, names)}`
  const [found] = await readRows<Omit<Found, 'cap'>>(Prisma.sql`
    ${page}, ${asked.withTotal ? Prisma.sql`(${total})::int` : Prisma.sql`NULL::int`} AS total`)
  return { ...NOTHING, ...found, cap }
}

/** The total is known before the rows are asked for. */
async function findCounted(within: Within, asked: Asked): Promise<Found> {
  const { sql, cap } = totalOf(within.area, within.filter)
  const [{ total } = { total: 0 }] = await readRows<{ total: number }>(
    Prisma.sql`SELECT (${sql})::int AS total`,
  )
  if (total === 0) return NOTHING
  const plan = await planOf(within, null, asked.limit + 1, undefined, total)
  return { ...(await run(plan, within, { ...asked, withTotal: false })), total, cap }
}

/**
 * What more machines bear than are counted is not collected and sorted but met soon enough in its order; only in the whole
 * country it would be met too late, and helps nobody.
 */
async function findByCode(
  within: Within,
  text: Extract<PlainText, { meaning: 'CODE' | 'LETTERS' }>,
  asked: Asked,
): Promise<Found> {
  const { area, filter, order } = within
  const count = asked.limit + 1
  const found = await run(await planOf(within, text, count), within, { ...asked, withTotal: true })
  if ((found.total ?? 0) <= COUNT_CAP) return found
  if (areaLevel(area) === 'COUNTRY')
    throw fieldError('q', `全国有超过 ${COUNT_CAP} 台机械符合，请补充更多字符，或先选择省市`)
  const parts =
    order.column === 'numberBody'
      ? { column: 'cityCode' as const, codes: await citiesOf(area) }
      : await widestParts(area)
  const reading = text.meaning === 'CODE' ? matchesByReading(text.part) : lettersByReading(text)
  const conditions = [...withinCity(area), ...machineConditions(filter), reading]
  const plan = {
    ...(await planOf(within, text, count)),
    collected: null,
    ...walk(parts, conditions, order, count),
  }
  return { ...(await run(plan, within, { ...asked, withTotal: false })), total: found.total, cap: found.cap }
}

/** Letters that no owner's name in the area has are a code, and a code too short for the index is in names alone. */
async function findByLetters(
  within: Within,
  text: Extract<PlainText, { meaning: 'LETTERS' }>,
  asked: Asked,
): Promise<Found> {
  const counts = await readRows<{ gram: string; count: number }>(await gramCounts(text, within))
  const named = (counts[0]?.count ?? 0) > 0
  if (!named && text.part === null) return NOTHING
  if (!named && text.part !== null) return findByCode(within, { meaning: 'CODE', part: text.part }, asked)
  return findByCode(within, { ...text, grams: counts.map(({ gram }) => gram) }, asked)
}

/** Of a longer name the two characters that are rarest in the area lead. */
async function findByLongName(
  within: Within,
  text: Extract<PlainText, { meaning: 'NAME' }>,
  asked: Asked,
): Promise<Found> {
  const counts = await readRows<{ gram: string; count: number }>(await gramCounts(text, within))
  const rarest = counts[0]?.count ?? 0
  if (rarest === 0) return NOTHING
  const name = { ...text, grams: counts.map(({ gram }) => gram) }
  const count = asked.limit + 1
  if (rarest < FREQUENT || within.order.column === 'numberBody')
    return run(
      planToSort(await collectedByName(name, within, COUNT_CAP + 1), within.order, count),
      within,
      asked,
    )
  const plan = await planOf(within, name, count)
  for (const days of recentDays(within)) {
    const recent = { ...within, filter: { ...within.filter, from: daysBefore(within, days) } }
    const found = await run({ ...plan, hits: (await planOf(recent, name, count)).hits }, within, asked)
    if (found.last) return found
  }
  return run(plan, within, asked)
}

/**
 * A page of the whole country's newest is sought in the last weeks first: from each of its cities a page is read, and of
 * every machine in it the owner.
 */
function recentDays({ area, filter, order }: Within): number[] {
  return areaLevel(area) === 'COUNTRY' && order.descending && !filter.from ? [30, 360] : []
}

function daysBefore({ order }: Within, days: number): string {
  const from = order.after ? new Date(order.after.key) : new Date()
  return chinaDay(new Date(from.getTime() - days * 86_400_000))
}
