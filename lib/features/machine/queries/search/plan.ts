import { Prisma } from '@/prisma/client'
import type { MachineFilter } from '../../schema/search'
import { afterCursor, keyOf, type Order, orderBy } from './order'
import { all, literal } from './sql'
import { COUNT_CAP } from './total'

export type SearchScope = {
  area: string
  filter: MachineFilter
  order: Order
  /** Conditions on a machine `m` by the other words of a text. */
  words?: readonly Prisma.Sql[]
}

/** How much of a search to read. */
export type Extent = {
  rows: number
  /** Limit of rows collected where only a text condition selects them. */
  collected: number
  /** Every row, as for an export: no counting beforehand, no limits. */
  everything: boolean
}

/** A page plus one row, which shows whether another page follows. */
export function pageExtent(limit: number): Extent {
  return { rows: limit + 1, collected: COUNT_CAP + 1, everything: false }
}

/** More machines than there will ever be. */
const UNLIMITED = 2_147_483_647
export const EVERYTHING: Extent = { rows: UNLIMITED, collected: UNLIMITED, everything: true }

/** The rows of a search, as one or two forms of the same statement. */
export type Hits = {
  /** Rows (id, key) in order, limited. */
  hits: Prisma.Sql
  /** `FROM machine m … ORDER BY …` where the rows are consecutive in one index, so that machines are read along with it. */
  stretch?: Prisma.Sql
}

/** How to run a search by one meaning of its text: input of `runPlan`. */
export type Plan = Hits & {
  /** Evaluated first, unordered; `hits` and `total` read it as the CTE `collected`. */
  collected: Prisma.Sql | null
  /** A scalar query, or the number if planning has already read it. */
  total: Prisma.Sql | number
  /** The total is exact up to here; null: always exact. */
  cap: number | null
  /** Hits among the newest machines only, tried one after another before `hits` and used if they fill a page. */
  newest?: readonly Prisma.Sql[]
  /** The text as a condition on each machine, used when more than `cap` match: too many to collect and sort. */
  condition?: Prisma.Sql
  /** Read in order also in the whole country, where other texts that are too common are refused. */
  everywhere?: boolean
}

/**
 * Collects what a text matches, then sorts it: in a single query the planner sometimes scans all days of an area instead.
 * @param collected rows with the columns of SORTABLE
 */
export function sortedPlan(collected: Prisma.Sql, order: Order, { rows }: Extent): Plan {
  return {
    collected,
    hits: Prisma.sql`
      SELECT m.id, ${keyOf(order, 'm')} AS key FROM (SELECT * FROM collected) m
      WHERE ${all(afterCursor(order, 'm'))} ${orderBy(order, 'm')} LIMIT ${literal(rows)}`,
    total: Prisma.sql`SELECT count(*) FROM collected`,
    cap: COUNT_CAP,
  }
}

/** The columns of a machine `m` that `sortedPlan` needs. */
export const SORTABLE = Prisma.sql`m.id, m."registeredAt", m."numberBody"`
