import { z } from 'zod'
import { db, type Tx } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { missingIn, SUMS, type Sums } from '../queries/differences'

export type FigureCheck = { tookMs: number; differences: Record<string, number> }

const lockRow = z.object({ held: z.boolean() })

/**
 * Compares all sums, differences included, with a full count of one moment, and sets right what differs; cells that fell
 * to zero go. No folding meanwhile. What was found is kept in figure_check.
 * @returns cells that differed, by table; null when a fold was under way: to be tried again
 */
export function checkFigures(): Promise<FigureCheck | null> {
  const began = Date.now()
  return db().$transaction(
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
      const tookMs = Date.now() - began
      await tx.figureCheck.create({ data: { id: newId(), tookMs, differences } })
      return { tookMs, differences }
    },
    { isolationLevel: 'RepeatableRead', timeout: 30 * 60_000 },
  )
}

/** Adds what is missing to each cell, and takes away what is too much. @returns how many cells were wrong */
function repair(tx: Tx, sums: Sums): Promise<number> {
  const { columns, statement } = missingIn(sums)
  return tx.$executeRaw(
    Prisma.raw(`
      INSERT INTO ${sums.table} AS s (${columns}, count) ${statement}
      ON CONFLICT (${columns}) DO UPDATE SET count = s.count + EXCLUDED.count`),
  )
}
