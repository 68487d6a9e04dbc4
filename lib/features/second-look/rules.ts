import type { DrawReason } from './schema'

/** What the draw goes by, all of it recorded (`second_look_choice`). Shares are per cent. */
type DrawnFrom = { share: number; doubtShare: number; doubts: readonly string[] }

/**
 * Whether a decision is looked at again. Every decision has the same chance by `share`; one with doubts is drawn up to the
 * greater `doubtShare` besides.
 * @param fraction of the decision in this draw, from 0 up to, not including, 1
 */
export function whyDrawn(fraction: number, { share, doubtShare, doubts }: DrawnFrom): DrawReason | null {
  if (fraction < share / 100) return 'RANDOM'
  return doubts.length > 0 && fraction < doubtShare / 100 ? 'DOUBT' : null
}

export type Candidate = { id: string; role: 'REVIEWER' | 'SUPERVISOR'; open: number }

/**
 * Who looks at it: never who decided; a reviewer before a supervisor, then who has the fewest waiting, then by lot.
 * @param lot a number for a candidate, different for each filing
 */
export function chooseLooker(
  candidates: readonly Candidate[],
  deciderId: string,
  lot: (id: string) => number,
): Candidate | undefined {
  const order = (one: Candidate) => [one.role === 'REVIEWER' ? 0 : 1, one.open, lot(one.id)] as const
  return candidates
    .filter(({ id }) => id !== deciderId)
    .sort((a, b) => {
      const [x, y] = [order(a), order(b)]
      return x[0] - y[0] || x[1] - y[1] || x[2] - y[2]
    })[0]
}
