import { Prisma } from '@/prisma/client'
import type { Parts } from './area'
import { all } from './conditions'
import { beyond, keyOf, type Order, orderBy, whole } from './order'
import { unseen } from './unseen'

/** What is found, as two forms of one statement. */
export type Hits = {
  /** Rows (id, key) in order, as many as are wanted. */
  hits: Prisma.Sql
  /**
   * `FROM machine m … ORDER BY …`, where that is one stretch of one index: what is shown can be read on the way, without a
   * second look for each row.
   */
  stretch?: Prisma.Sql
}

/**
 * The first rows of one area in order, from an index alone: (area, sort column, id, what filters). Several areas are
 * asked each for as many rows as are wanted and merged, so that no sort ever sees more than that times their number.
 * @param count rows wanted
 */
export function walk(parts: Parts, conditions: readonly Prisma.Sql[], order: Order, count: number): Hits {
  const area = Prisma.raw(`m."${parts.column}"`)
  const [only, ...more] = parts.codes
  if (only !== undefined && more.length === 0)
    return walkStretch([Prisma.sql`${area} = ${unseen(only, 'char(6)')}`, ...conditions], order, count)
  if (parts.column === 'provinceCode') return { hits: mergedWalk(parts.codes, conditions, order, count) }
  const { hits } = walkStretch([Prisma.sql`${area} = part.code`, ...conditions], order, count)
  return {
    hits: Prisma.sql`
      SELECT r.id, r.key FROM unnest(${parts.codes}::char(6)[]) part (code) CROSS JOIN LATERAL (${hits}) r
      ${byKey(order, 'r')} LIMIT ${whole(count)}`,
  }
}

/** Rows that lie behind one another in one index, by what all of them have in common. */
export function walkStretch(common: readonly Prisma.Sql[], order: Order, count: number): Hits {
  const stretch = Prisma.sql`
    FROM machine m WHERE ${all([...common, ...beyond(order, 'm')])} ${orderBy(order, 'm')}`
  return {
    hits: Prisma.sql`SELECT m.id, ${keyOf(order, 'm')} AS key ${stretch} LIMIT ${whole(count)}`,
    stretch,
  }
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
      SELECT m.id, ${keyOf(order, 'm')} AS key FROM machine m
      WHERE m."provinceCode" = ${Prisma.raw(`'${code}'`)}::char(6) AND ${all([...conditions, ...beyond(order, 'm')])}
      ${orderBy(order, 'm')})`,
  )
  return Prisma.sql`
    SELECT r.id, r.key FROM (${Prisma.join(branches, ' UNION ALL ')}) r ${byKey(order, 'r')} LIMIT ${whole(count)}`
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
    SELECT m.id, ${keyOf(order, 'm')} AS key FROM machine m
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
    SELECT m.id, ${keyOf(order, 'm')} AS key FROM (${collected}) m
    WHERE ${all(beyond(order, 'm'))} ${orderBy(order, 'm')} LIMIT ${whole(count)}`
}

/** `ORDER BY` of rows that were named (id, key) already. */
export function byKey({ descending }: Order, alias: string): Prisma.Sql {
  const way = descending ? 'DESC' : 'ASC'
  return Prisma.raw(`ORDER BY ${alias}.key ${way}, ${alias}.id ${way}`)
}
