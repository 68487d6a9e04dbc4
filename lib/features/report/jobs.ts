import { db } from '@/lib/server/db'
import type { Tick } from '@/lib/server/ticker'

/**
 * Folds the differences that changes wrote into the sums that are shown (migration `derived`). Whoever comes while another
 * is at it has nothing to do.
 * @returns how many differences were folded
 */
export async function foldFigures(): Promise<number> {
  const [row] = await db().$queryRaw<{ folded: bigint }[]>`SELECT fold_figures() AS folded`
  return Number(row?.folded ?? 0)
}

export const ticks: Tick[] = [{ name: 'fold-figures', everySeconds: 2, run: foldFigures }]
