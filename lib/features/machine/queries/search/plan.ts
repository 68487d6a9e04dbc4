import { Prisma } from '@/prisma/client'
import type { MachineFilter } from '../../schema/search'
import { beyond, keyOf, type Order, orderBy } from './order'
import { all, literal } from './sql'
import { COUNT_CAP } from './total'

/** Where to search, what for, and in which order. */
export type SearchScope = { area: string; filter: MachineFilter; order: Order }

/** How much of a search is wanted. */
export type Extent = {
  rows: number
  /** Where nothing but a text leads to the rows, at most so many are collected. */
  collected: number
  /** Every row, as for an export: nothing is counted beforehand, and no statement leaves rows out. */
  everything: boolean
}

/** A page, and one row more that says whether another page follows. */
export function pageExtent(limit: number): Extent {
  return { rows: limit + 1, collected: COUNT_CAP + 1, everything: false }
}

/** More machines than there will ever be. */
const UNLIMITED = 2_147_483_647
export const EVERYTHING: Extent = { rows: UNLIMITED, collected: UNLIMITED, everything: true }

/** The rows of a search, as two forms of one statement. */
export type Hits = {
  /** Rows (id, key) in order, as many as are wanted. */
  hits: Prisma.Sql
  /** `FROM machine m … ORDER BY …` where that is one stretch of one index: its machines are read along with it. */
  stretch?: Prisma.Sql
}

/** What one meaning of a search makes of it, and all that `runPlan` needs to answer a page of it. */
export type Plan = Hits & {
  /** Collected first, without order; `hits` and `total` read it by the name `collected`. */
  collected: Prisma.Sql | null
  /** A scalar query, or the number where planning needed it already. */
  total: Prisma.Sql | number
  /** The total is exact up to here; null: however many there are. */
  cap: number | null
  /** Hits among the newest machines only, tried one after another before `hits`: taken if they fill a page. */
  newest?: readonly Prisma.Sql[]
  /** The text as a condition on each machine, for when more than `cap` match: too many to be collected and sorted. */
  condition?: Prisma.Sql
}

/**
 * What a text matches is collected first, then sorted: in one statement the planner sometimes walks the days of a whole
 * area instead.
 * @param collected rows of a machine's id and the columns that are sorted by
 */
export function sortedPlan(collected: Prisma.Sql, order: Order, { rows }: Extent): Plan {
  return {
    collected,
    hits: Prisma.sql`
      SELECT m.id, ${keyOf(order, 'm')} AS key FROM (SELECT * FROM collected) m
      WHERE ${all(beyond(order, 'm'))} ${orderBy(order, 'm')} LIMIT ${literal(rows)}`,
    total: Prisma.sql`SELECT count(*) FROM collected`,
    cap: COUNT_CAP,
  }
}

/** The columns of a machine `m` that `sortedPlan` needs. */
export const SORTABLE = Prisma.sql`m.id, m."registeredAt", m."numberBody"`
