import { db, type Tx } from '@/lib/server/db'
import { newId } from '@/lib/server/new-id'
import { Prisma } from '@/prisma/client'

/** A table of sums, the columns that name its cells, and where the truth and the differences stand. */
type Sums = {
  table: string
  cells: readonly string[]
  truth: string
  delta: string
  perArea: boolean
  where?: string
}

const SUMS: readonly Sums[] = [
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

export type FigureCheck = { tookMs: number; differences: Record<string, number> }

/**
 * Compares all sums, differences included, with a full count of one moment, and sets right what differs; cells that fell
 * to zero go. No folding meanwhile. What was found is kept in figure_check.
 * @returns cells that differed, by table; null when a fold was under way: to be tried again
 */
export function checkFigures(): Promise<FigureCheck | null> {
  const began = Date.now()
  return db().$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ held: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtext('fold_figures')) AS held`
      if (!lock?.held) return null
      const differences: Record<string, number> = {}
      for (const sums of SUMS) {
        const repaired = await repair(tx, sums)
        if (repaired > 0) differences[sums.table] = repaired
        await tx.$executeRaw`DELETE FROM ${Prisma.raw(sums.table)} WHERE count = 0`
      }
      const tookMs = Date.now() - began
      await tx.figureCheck.create({ data: { id: newId(), tookMs, differences } })
      return { tookMs, differences }
    },
    { isolationLevel: 'RepeatableRead', timeout: 30 * 60_000 },
  )
}

/**
 * Adds what is missing to each cell, and takes away what is too much. Counted by district first: a district has fewer
 * cells than machines, and each stands in up to four areas.
 * @returns how many cells were wrong
 */
function repair(tx: Tx, { table, cells, truth, delta, perArea, where = 'TRUE' }: Sums): Promise<number> {
  const names = cells.map((name) => `"${name}"`)
  const all = [...(perArea ? ['"areaCode"'] : []), ...names].join(', ')
  const group = [...(perArea ? ['"districtCode"'] : []), ...names].join(', ')
  const spread = perArea ? ', area_codes("districtCode") AS a ("areaCode")' : ''
  return tx.$executeRaw(
    Prisma.raw(`
      INSERT INTO ${table} AS s (${all}, count)
      SELECT ${all}, sum(n) FROM (
        SELECT ${all}, n FROM (
          SELECT ${group}, count(*) AS n FROM ${truth} WHERE ${where} GROUP BY ${group}) t${spread}
        UNION ALL SELECT ${all}, -amount FROM ${delta}${spread} WHERE ${where}
        UNION ALL SELECT ${all}, -count FROM ${table}) c
      GROUP BY ${all} HAVING sum(n) <> 0
      ON CONFLICT (${all}) DO UPDATE SET count = s.count + EXCLUDED.count`),
  )
}
