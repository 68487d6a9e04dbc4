import { areaLevel } from '@/lib/core/area'
import { Prisma } from '@/prisma/client'
import { citiesOf, districtCondition, type Parts, widestParts } from './area'
import { afterCursor, byKey, keyOf, type Order, orderBy } from './order'
import type { Hits, SearchScope } from './plan'
import { all, literal, opaque } from './sql'

/**
 * The first rows of an area, read from the index with the same order.
 * @param conditions on the machine `m`, besides area and cursor
 */
export async function walkArea(
  { area, order }: Pick<SearchScope, 'area' | 'order'>,
  conditions: readonly Prisma.Sql[],
  count: number,
): Promise<Hits> {
  if (order.column === 'registeredAt') return walk(await widestParts(area), conditions, order, count)
  // For the whole country the unique index on the numbers has this order.
  if (areaLevel(area) === 'COUNTRY') return walkStretch(conditions, order, count)
  const parts: Parts = { column: 'cityCode', codes: await citiesOf(area) }
  return walk(parts, [...districtCondition(area), ...conditions], order, count)
}

/**
 * The first rows of some areas, from an index (area, sort column, id, filter columns) alone. Each of several areas yields
 * at most `count` rows, which are then merged, so that no sort gets more than `count` times their number.
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

/** Rows that are consecutive in one index. */
function walkStretch(conditions: readonly Prisma.Sql[], order: Order, count: number): Hits {
  const stretch = Prisma.sql`
    FROM machine m WHERE ${all([...conditions, ...afterCursor(order, 'm')])} ${orderBy(order, 'm')}`
  return {
    hits: Prisma.sql`SELECT m.id, ${keyOf(order, 'm')} AS key ${stretch} LIMIT ${literal(count)}`,
    stretch,
  }
}

/**
 * All provinces, as branches that PostgreSQL merges lazily (Merge Append): together they are read only as far as needed,
 * where reading each of thirty to its own limit would scan far for a rare filter. The codes are literals from our own
 * table.
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
      WHERE m."provinceCode" = ${Prisma.raw(`'${code}'`)}::char(6) AND ${all([...conditions, ...afterCursor(order, 'm')])}
      ${orderBy(order, 'm')})`,
  )
  return Prisma.sql`
    SELECT r.id, r.key FROM (${Prisma.join(branches, ' UNION ALL ')}) r ${byKey(order, 'r')} LIMIT ${literal(count)}`
}

/**
 * The first rows of some kinds, from the index on city, category and stage.
 * @param kinds rows (cityCode, categoryCode, emissionStage); an empty category means unknown
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
      AND ${all([...conditions, ...afterCursor(order, 'm')])}
    ${orderBy(order, 'm')} LIMIT ${literal(count)})`
  return Prisma.sql`
    SELECT r.id, r.key FROM (${kinds}) kind ("cityCode", "categoryCode", "emissionStage")
    CROSS JOIN LATERAL (
      ${rows(Prisma.sql`m."categoryCode" = kind."categoryCode"`)} UNION ALL
      ${rows(Prisma.sql`kind."categoryCode" = '' AND m."categoryCode" IS NULL`)}) r
    ${byKey(order, 'r')} LIMIT ${literal(count)}`
}
