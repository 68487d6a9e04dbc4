import { areaLevel } from '@/lib/core/area'
import { Prisma } from '@/prisma/client'
import { citiesOf, districtCondition, type Parts, widestParts } from './area'
import { beyond, byKey, keyOf, type Order, orderBy } from './order'
import type { Hits, SearchScope } from './plan'
import { all, literal, opaque } from './sql'

/**
 * The first rows of an area in order, read from the index that has them in this order.
 * @param conditions on the machine `m`, besides area and position
 */
export async function walkArea(
  { area, order }: Pick<SearchScope, 'area' | 'order'>,
  conditions: readonly Prisma.Sql[],
  count: number,
): Promise<Hits> {
  if (order.column === 'registeredAt') return walk(await widestParts(area), conditions, order, count)
  // The unique index of the numbers is the country's order.
  if (areaLevel(area) === 'COUNTRY') return walkStretch(conditions, order, count)
  const parts: Parts = { column: 'cityCode', codes: await citiesOf(area) }
  return walk(parts, [...districtCondition(area), ...conditions], order, count)
}

/**
 * The first rows of some areas in order, from an index alone: (area, sort column, id, what filters). Of several areas each
 * gives as many rows as are wanted, and these are merged: no sort ever sees more than that times their number.
 */
function walk(parts: Parts, conditions: readonly Prisma.Sql[], order: Order, count: number): Hits {
  const area = Prisma.raw(`m."${parts.column}"`)
  const [only, ...more] = parts.codes
  if (only !== undefined && more.length === 0)
    return walkStretch([Prisma.sql`${area} = ${opaque(only, 'char(6)')}`, ...conditions], order, count)
  if (parts.column === 'provinceCode') return { hits: mergedWalk(parts.codes, conditions, order, count) }
  const { hits } = walkStretch([Prisma.sql`${area} = part.code`, ...conditions], order, count)
  return {
    hits: Prisma.sql`
      SELECT r.id, r.key FROM unnest(${parts.codes}::char(6)[]) part (code) CROSS JOIN LATERAL (${hits}) r
      ${byKey(order, 'r')} LIMIT ${literal(count)}`,
  }
}

/** Rows that lie one after another in one index. @param common the conditions that all of them meet */
function walkStretch(common: readonly Prisma.Sql[], order: Order, count: number): Hits {
  const stretch = Prisma.sql`
    FROM machine m WHERE ${all([...common, ...beyond(order, 'm')])} ${orderBy(order, 'm')}`
  return {
    hits: Prisma.sql`SELECT m.id, ${keyOf(order, 'm')} AS key ${stretch} LIMIT ${literal(count)}`,
    stretch,
  }
}

/**
 * All provinces, as branches that PostgreSQL merges while it reads them (Merge Append): together they are read no further
 * than the rows wanted, where a rare filter would walk each of thirty far down for rows that are never shown. The codes
 * are written into the statement; they are our own.
 */
function mergedWalk(
  provinces: readonly string[],
  conditions: readonly Prisma.Sql[],
  order: Order,
  count: number,
): Prisma.Sql {
  const branches = provinces.map(
    (code) => Prisma.sql`(
      SELECT m.id, ${keyOf(order, 'm')} AS key FROM machine m
      WHERE m."provinceCode" = ${Prisma.raw(`'${code}'`)}::char(6) AND ${all([...conditions, ...beyond(order, 'm')])}
      ${orderBy(order, 'm')})`,
  )
  return Prisma.sql`
    SELECT r.id, r.key FROM (${Prisma.join(branches, ' UNION ALL ')}) r ${byKey(order, 'r')} LIMIT ${literal(count)}`
}

/**
 * The first rows of some kinds in order, by the index of a city's categories and stages.
 * @param kinds rows (cityCode, categoryCode, emissionStage); an empty category is one that is not known
 */
export function walkKinds(
  kinds: Prisma.Sql,
  conditions: readonly Prisma.Sql[],
  order: Order,
  count: number,
): Prisma.Sql {
  const rows = (category: Prisma.Sql) => Prisma.sql`(
    SELECT m.id, ${keyOf(order, 'm')} AS key FROM machine m
    WHERE m."cityCode" = kind."cityCode" AND ${category} AND m."emissionStage" = kind."emissionStage"
      AND ${all([...conditions, ...beyond(order, 'm')])}
    ${orderBy(order, 'm')} LIMIT ${literal(count)})`
  return Prisma.sql`
    SELECT r.id, r.key FROM (${kinds}) kind ("cityCode", "categoryCode", "emissionStage")
    CROSS JOIN LATERAL (
      ${rows(Prisma.sql`m."categoryCode" = kind."categoryCode"`)} UNION ALL
      ${rows(Prisma.sql`kind."categoryCode" = '' AND m."categoryCode" IS NULL`)}) r
    ${byKey(order, 'r')} LIMIT ${literal(count)}`
}
