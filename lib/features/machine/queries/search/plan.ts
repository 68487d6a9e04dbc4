import { areaLevel } from '@/lib/core/area'
import { Prisma } from '@/prisma/client'
import type { SearchText } from '../../rules/search-text'
import { citiesOf, widestParts, withinCity } from './area'
import { machineConditions } from './conditions'
import { sorted, walk, walkKinds } from './hits'
import { hitsByName } from './name-hits'
import { hitsByCode, hitsByNumber, hitsByOwner } from './text-hits'
import { COUNT_CAP, totalOf } from './total'
import type { Within } from './within'

/** A text whose person, if it names one, was looked up already. */
export type PlainText =
  | Exclude<SearchText, { meaning: 'TOO_SHORT' | 'PHONE' | 'ID_NUMBER' }>
  | { meaning: 'OWNER'; ownerId: string }

/** How a search is carried out: parts of one statement. */
export type Plan = {
  /** What is collected first, without order; `hits` and `total` then read it by the name `collected`. */
  collected: Prisma.Sql | null
  /** Rows (id, key) in order, `count` of them at most. */
  hits: Prisma.Sql
  /** A scalar query. */
  total: Prisma.Sql
  /** The total is exact up to the cap only. */
  capped: boolean
}

/**
 * Which index answers a search: docs/decisions/0013.
 * @param count rows wanted
 * @param cap where nothing but a text leads, at most this many are collected
 */
export async function planOf(
  within: Within,
  text: PlainText | null,
  count: number,
  cap = COUNT_CAP + 1,
): Promise<Plan> {
  if (text === null) return planWithoutText(within, count)
  if (text.meaning === 'NAME' && within.order.column === 'registeredAt') {
    return {
      collected: null,
      hits: await hitsByName(text, within, within.order, count),
      total: Prisma.sql`SELECT count(*) FROM (${await hitsByName(text, within, null, cap)}) counted`,
      capped: true,
    }
  }
  return {
    collected: await collect(within, text, cap),
    hits: sorted(Prisma.sql`SELECT * FROM collected`, within.order, count),
    total: Prisma.sql`SELECT count(*) FROM collected`,
    capped: true,
  }
}

async function collect(within: Within, text: PlainText, cap: number): Promise<Prisma.Sql> {
  if (text.meaning === 'NUMBER') return hitsByNumber(text.number, within)
  if (text.meaning === 'OWNER') return hitsByOwner(text.ownerId, within)
  if (text.meaning === 'CODE') return hitsByCode(text.part, within, cap)
  const named = await hitsByName(text, within, null, cap)
  return Prisma.sql`
    SELECT m.id, m."registeredAt", m."numberBody" FROM (${named}) n JOIN machine m ON m.id = n.id`
}

async function planWithoutText(within: Within, count: number): Promise<Plan> {
  const { area, filter, order } = within
  const { sql: total, capped } = totalOf(area, filter)
  const conditions = machineConditions(filter)
  if (order.column === 'numberBody') {
    const parts = { column: 'cityCode' as const, codes: await citiesOf(area) }
    return {
      collected: null,
      hits: walk(parts, [...withinCity(area), ...conditions], order, count),
      total,
      capped,
    }
  }
  const hits =
    filter.categoryCode && filter.stage && areaLevel(area) !== 'DISTRICT'
      ? walkKinds(kindsOf(await citiesOf(area), filter.categoryCode, filter.stage), conditions, order, count)
      : walk(await widestParts(area), conditions, order, count)
  return { collected: null, hits, total, capped }
}

/** A category and stage in each of the cities: where they are rare, the days of a whole city need not be walked. */
function kindsOf(cities: readonly string[], categoryCode: string, stage: string): Prisma.Sql {
  return Prisma.sql`
    SELECT code, ${categoryCode}::text, ${stage}::char(1) FROM unnest(${[...cities]}::char(6)[]) part (code)`
}
