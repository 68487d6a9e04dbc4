import { areaLevel } from '@/lib/core/area'
import { Prisma } from '@/prisma/client'
import type { SearchText } from '../../rules/search-text'
import { citiesOf, type Parts, widestParts, withinCity } from './area'
import { hasOwnConditions, machineConditions } from './conditions'
import { type Hits, sorted, walk, walkKinds, walkStretch } from './hits'
import { kindsOf, kindsWith } from './kinds'
import { collectedByName, hitsByName } from './name-hits'
import type { Order } from './order'
import { hitsByCode, hitsByNumber, hitsByOwners } from './text-hits'
import { COUNT_CAP, isKept, totalOf } from './total'
import type { Within } from './within'

/** A text whose persons, if it names any, were looked up already. */
export type PlainText =
  | Exclude<SearchText, { meaning: 'TOO_SHORT' | 'PHONE' | 'ID_NUMBER' }>
  | { meaning: 'OWNER'; ownerIds: string[] }

/** How a search is carried out: parts of one statement. */
export type Plan = Hits & {
  /** What is collected first, without order; `hits` and `total` then read it by the name `collected`. */
  collected: Prisma.Sql | null
  /** A scalar query. */
  total: Prisma.Sql
  /** The total is exact up to here; null: however many there are. */
  cap: number | null
}

/** So few machines of a wide area that those kinds which have any are asked, instead of the days until enough are met. */
const FEW = 2_500

/**
 * Which index answers a search: docs/decisions/0013.
 * @param count rows wanted
 * @param cap where nothing but a text leads, at most this many are collected
 * @param found how many there are, if that is known
 */
export async function planOf(
  within: Within,
  text: PlainText | null,
  count: number,
  cap = COUNT_CAP + 1,
  found?: number,
): Promise<Plan> {
  if (text === null) return planWithoutText(within, count, found !== undefined && found <= FEW)
  if (text.meaning === 'NAME' && within.order.column === 'registeredAt') {
    return {
      collected: null,
      hits: await hitsByName(text, within, within.order, count),
      total: Prisma.sql`SELECT count(*) FROM (${await hitsByName(text, within, null, COUNT_CAP + 1)}) counted`,
      cap: COUNT_CAP,
    }
  }
  return planToSort(await collect(within, text, cap), within.order, count)
}

/** What a text matches is collected first: sorted beside it, the planner sometimes walks the days of a whole area instead. */
export function planToSort(collected: Prisma.Sql, order: Order, count: number): Plan {
  return {
    collected,
    hits: sorted(Prisma.sql`SELECT * FROM collected`, order, count),
    total: Prisma.sql`SELECT count(*) FROM collected`,
    cap: COUNT_CAP,
  }
}

async function collect(within: Within, text: PlainText, cap: number): Promise<Prisma.Sql> {
  if (text.meaning === 'NUMBER') return hitsByNumber(text.number, within)
  if (text.meaning === 'OWNER') return hitsByOwners(text.ownerIds, within)
  if (text.meaning === 'CODE') return hitsByCode(text.part, within, cap)
  if (text.meaning === 'LETTERS' && text.part !== null)
    return Prisma.sql`(${await hitsByCode(text.part, within, cap)}) UNION (${await collectedByName(text, within, cap)})`
  return collectedByName(text, within, cap)
}

/**
 * A search narrowed by more than area and text, in an area so wide that what is rare there lies days apart: it pays to ask
 * the sums first how many there are.
 */
export function asksFirst({ area, filter }: Within): boolean {
  const level = areaLevel(area)
  return (level === 'PROVINCE' || level === 'COUNTRY') && hasOwnConditions(filter) && isKept(filter)
}

async function planWithoutText(within: Within, count: number, few: boolean): Promise<Plan> {
  const { area, filter } = within
  const { sql: total, cap } = totalOf(area, filter)
  return { collected: null, ...(await hitsWithoutText(within, count, few)), total, cap }
}

async function hitsWithoutText({ area, filter, order }: Within, count: number, few: boolean): Promise<Hits> {
  const conditions = machineConditions(filter)
  const level = areaLevel(area)
  if (few) return { hits: walkKinds(kindsWith(await citiesOf(area), filter), conditions, order, count) }
  if (order.column === 'numberBody') {
    // The unique index of the numbers is the country's order.
    if (level === 'COUNTRY') return walkStretch(conditions, order, count)
    const parts: Parts = { column: 'cityCode', codes: await citiesOf(area) }
    return walk(parts, [...withinCity(area), ...conditions], order, count)
  }
  const { categoryCode, stage } = filter
  const ofKind = categoryCode !== undefined && (level === 'CITY' || level === 'PROVINCE')
  if (ofKind && !(level === 'CITY' && stage))
    return { hits: walkKinds(kindsOf(await citiesOf(area), categoryCode, stage), conditions, order, count) }
  return walk(await widestParts(area), conditions, order, count)
}
