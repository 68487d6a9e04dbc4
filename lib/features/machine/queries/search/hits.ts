import { Prisma } from '@/prisma/client'
import type { Parts } from './area'
import { all } from './conditions'
import { beyond, type Order, orderBy, whole } from './order'

/**
 * The first rows of one area in order, from an index alone: (area, sort column, id, what filters). Several areas are
 * asked each for as many rows as are wanted and merged, so that no sort ever sees more than that times their number.
 * @param count rows wanted
 */
export function walk(
  parts: Parts,
  conditions: readonly Prisma.Sql[],
  order: Order,
  count: number,
): Prisma.Sql {
  const area = Prisma.raw(`m."${parts.column}"`)
  const [only, ...more] = parts.codes
  if (parts.column === 'provinceCode' && more.length > 0)
    return mergedWalk(parts.codes, conditions, order, count)
  const rows = (code: Prisma.Sql) => Prisma.sql`
    SELECT m.id, m.${Prisma.raw(`"${order.column}"`)} AS key FROM machine m
    WHERE ${area} = ${code} AND ${all([...conditions, ...beyond(order, 'm')])}
    ${orderBy(order, 'm')} LIMIT ${whole(count)}`
  if (only !== undefined && more.length === 0) return rows(Prisma.sql`${only}::char(6)`)
  return Prisma.sql`
    SELECT r.id, r.key FROM unnest(${parts.codes}::char(6)[]) part (code)
    CROSS JOIN LATERAL (${rows(Prisma.sql`part.code`)}) r
    ${byKey(order, 'r')} LIMIT ${whole(count)}`
}

/**
 * All provinces, as branches that PostgreSQL merges while it reads them (Merge Append): together they are read no further
 * than the rows wanted, where a rare filter would walk each of thirty far down for rows that are never shown. The codes
 * stand in the statement; they are ours.
 */
function mergedWalk(
  provinces: readonly string[],
  conditions: readonly Prisma.Sql[],
  order: Order,
  count: number,
): Prisma.Sql {
  const branches = provinces.map(
    (code) => Prisma.sql`(
      SELECT m.id, m.${Prisma.raw(`"${order.column}"`)} AS key FROM machine m
      WHERE m."provinceCode" = ${Prisma.raw(`'${code}'`)}::char(6) AND ${all([...conditions, ...beyond(order, 'm')])}
      ${orderBy(order, 'm')})`,
  )
  return Prisma.sql`
    SELECT r.id, r.key FROM (${Prisma.join(branches, ' UNION ALL ')}) r ${byKey(order, 'r')} LIMIT ${whole(count)}`
}

/** The whole country by number: the unique index of the numbers is its order. */
export function walkNumbers(conditions: readonly Prisma.Sql[], order: Order, count: number): Prisma.Sql {
  return Prisma.sql`
    SELECT m.id, m."numberBody" AS key FROM machine m
    WHERE ${all([...conditions, ...beyond(order, 'm')])} ${orderBy(order, 'm')} LIMIT ${whole(count)}`
}

/**
 * The same by category and stage, of which a city has an index of its own.
 * @param kinds rows (cityCode, categoryCode, emissionStage); an empty category is one that is not known
 */
export function walkKinds(
  kinds: Prisma.Sql,
  conditions: readonly Prisma.Sql[],
  order: Order,
  count: number,
): Prisma.Sql {
  const rows = (category: Prisma.Sql) => Prisma.sql`(
    SELECT m.id, m.${Prisma.raw(`"${order.column}"`)} AS key FROM machine m
    WHERE m."cityCode" = kind."cityCode" AND ${category} AND m."emissionStage" = kind."emissionStage"
      AND ${all([...conditions, ...beyond(order, 'm')])}
    ${orderBy(order, 'm')} LIMIT ${whole(count)})`
  return Prisma.sql`
    SELECT r.id, r.key FROM (${kinds}) kind ("cityCode", "categoryCode", "emissionStage")
    CROSS JOIN LATERAL (
      ${rows(Prisma.sql`m."categoryCode" = kind."categoryCode"`)} UNION ALL
      ${rows(Prisma.sql`kind."categoryCode" = '' AND m."categoryCode" IS NULL`)}) r
    ${byKey(order, 'r')} LIMIT ${whole(count)}`
}

/** Rows that were collected without order, then sorted: what a text matches. */
export function sorted(collected: Prisma.Sql, order: Order, count: number): Prisma.Sql {
  return Prisma.sql`
    SELECT m.id, m.${Prisma.raw(`"${order.column}"`)} AS key FROM (${collected}) m
    WHERE ${all(beyond(order, 'm'))} ${orderBy(order, 'm')} LIMIT ${whole(count)}`
}

/** `ORDER BY` of rows that were named (id, key) already. */
export function byKey({ descending }: Order, alias: string): Prisma.Sql {
  const way = descending ? 'DESC' : 'ASC'
  return Prisma.raw(`ORDER BY ${alias}.key ${way}, ${alias}.id ${way}`)
}
