import { z } from 'zod'
import { longTransaction, type Tx } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { missingIn, SUMS, type Sums } from '../queries/differences'

export type FigureCheck = { tookMs: number; differences: Record<string, number> }

const lockRow = z.object({ held: z.boolean() })

/**
 * Compares all sums, including the differences not folded in yet, with a full count of one snapshot, corrects them, deletes
 * cells that are zero, and stores the result in figure_check. Folding is locked out meanwhile.
 * @returns number of wrong cells by table; null if a fold is running: retry later
 */
export function checkFigures(): Promise<FigureCheck | null> {
  const startedAt = Date.now()
  return longTransaction(
    'figures',
    async (tx) => {
      const [lock] = await rowsOf(tx, lockRow)`
        SELECT pg_try_advisory_xact_lock(hashtext('fold_figures')) AS held`
      if (!lock?.held) return null
      const differences: Record<string, number> = {}
      for (const sums of SUMS) {
        const repaired = await repair(tx, sums)
        if (repaired > 0) differences[sums.table] = repaired
        await tx.$executeRaw`DELETE FROM ${Prisma.raw(sums.table)} WHERE count = 0`
      }
      const tookMs = Date.now() - startedAt
      await tx.figureCheck.create({ data: { id: newId(), tookMs, differences } })
      return { tookMs, differences }
    },
    'RepeatableRead',
  )
}

/** Corrects every wrong cell of a table. @returns number of wrong cells */
function repair(tx: Tx, sums: Sums): Promise<number> {
  const { columns, statement } = missingIn(sums)
  return tx.$executeRaw(
    Prisma.raw(`
      INSERT INTO ${sums.table} AS s (${columns}, count) ${statement}
      ON CONFLICT (${columns}) DO UPDATE SET count = s.count + EXCLUDED.count`),
  )
}
