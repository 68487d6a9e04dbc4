import { z } from 'zod'
import { longTransaction } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import type { Worker } from '@/lib/server/jobs/jobs'
import type { Tick } from '@/lib/server/jobs/ticker'
import { log } from '@/lib/server/observe/log'
import { checkFigures } from './commands/check-figures'

const foldedRow = z.object({ folded: z.bigint() })

/**
 * Folds the differences written by changes into the sums (migration `derived`). Does nothing if another process is folding.
 * @returns number of folded differences
 */
export async function foldFigures(): Promise<number> {
  const [row] = await longTransaction('fold', (tx) => rowsOf(tx, foldedRow)`SELECT fold_figures() AS folded`)
  return Number(row?.folded ?? 0)
}

export const ticks: Tick[] = [{ name: 'fold-figures', everySeconds: 2, run: foldFigures }]

/** Compares the sums with a full count every night; a difference is a bug and logged as an error. */
export const workers: Worker[] = [
  {
    queue: { name: 'figure-check', retryLimit: 5, retryDelay: 60, expireInSeconds: 3600 },
    schedule: '30 3 * * *',
    run: async () => {
      const check = await checkFigures()
      if (!check) throw new Error('a fold was under way')
      if (Object.keys(check.differences).length > 0) log().error(check, 'figures differed from a full count')
    },
  },
]
