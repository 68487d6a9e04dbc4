import { z } from 'zod'
import { longTransaction, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'

/** A table of sums. */
export type Sums = {
  table: string
  /** Columns that identify a cell, besides the area. */
  cells: readonly string[]
  /** View with one row for each unit to count. */
  truth: string
  /** Table of the differences not folded in yet. */
  delta: string
  /** Whether each cell exists for every area above its district. */
  perArea: boolean
  where?: string
}

export const SUMS: readonly Sums[] = [
  machineSums('machine_stock', ['categoryCode', 'emissionStage', 'fuelCode', 'placeCode', 'status']),
  machineSums('machine_age', ['manufacturedYear', 'categoryCode', 'emissionStage', 'status']),
  machineSums('machine_month', ['registeredMonth', 'categoryCode', 'emissionStage', 'status']),
  {
    table: 'review_month',
    cells: ['month', 'measure', 'key', 'hours'],
    truth: 'review_counted',
    delta: 'review_delta',
    perArea: true,
  },
  {
    table: 'review_staff_month',
    cells: ['bureauId', 'month', 'staffId', 'measure', 'key', 'hours'],
    truth: 'review_counted',
    delta: 'review_delta',
    perArea: false,
    where: '"staffId" IS NOT NULL',
  },
]

function machineSums(table: string, cells: readonly string[]): Sums {
  return { table, cells, truth: 'machine_counted', delta: 'machine_delta', perArea: true }
}

/**
 * The wrong cells of a table of sums, with what is missing in each (negative: too much). Counts by district first, because
 * a district has fewer cells than machines and each cell belongs to up to four areas.
 * @returns the columns that identify a cell, and a statement that selects them and `missing`
 */
export function missingIn({ table, cells, truth, delta, perArea, where = 'TRUE' }: Sums): {
  columns: string
  statement: string
} {
  const names = cells.map((name) => `"${name}"`)
  const columns = [...(perArea ? ['"areaCode"'] : []), ...names].join(', ')
  const group = [...(perArea ? ['"districtCode"'] : []), ...names].join(', ')
  const spread = perArea ? ', area_codes("districtCode") AS a ("areaCode")' : ''
  const statement = `
    SELECT ${columns}, sum(n) AS missing FROM (
      SELECT ${columns}, n FROM (
        SELECT ${group}, count(*) AS n FROM ${truth} WHERE ${where} GROUP BY ${group}) t${spread}
      UNION ALL SELECT ${columns}, -amount FROM ${delta}${spread} WHERE ${where}
      UNION ALL SELECT ${columns}, -count FROM ${table}) c
    GROUP BY ${columns} HAVING sum(n) <> 0`
  return { columns, statement }
}

export type Difference = {
  table: string
  /** Number of wrong cells. */
  cells: number
  /** Sum of their absolute differences. */
  amount: number
}

/**
 * Compares all sums, including the differences not folded in yet, with a full count of the same snapshot. Read-only and
 * without locks.
 * @returns the tables with wrong cells
 */
export function findDifferences(): Promise<Difference[]> {
  return longTransaction(
    'figures',
    async (tx) => {
      const found: Difference[] = []
      for (const sums of SUMS) {
        const difference = await differenceIn(tx, sums)
        if (difference.cells > 0) found.push(difference)
      }
      return found
    },
    'RepeatableRead',
  )
}

const differenceRow = z.object({ cells: z.int(), amount: z.number() })

async function differenceIn(tx: Tx, sums: Sums): Promise<Difference> {
  const { statement } = missingIn(sums)
  const [row] = await rowsOf(
    tx,
    differenceRow,
  )(
    Prisma.raw(`
      SELECT count(*)::int AS cells, coalesce(sum(abs(missing)), 0)::float8 AS amount FROM (${statement}) d`),
  )
  return { table: sums.table, cells: row?.cells ?? 0, amount: row?.amount ?? 0 }
}
