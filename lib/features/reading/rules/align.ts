/** Letters, digits and characters, in capitals; all other signs only divide. */
const COUNTS = /[0-9A-Z\u3400-\u9fff]/

type Sign = { sign: string; at: number }
export function signsOf(text: string): Sign[] {
  return [...text].flatMap((raw, at) => {
    const sign = raw.toUpperCase()
    return COUNTS.test(sign) ? [{ sign, at }] : []
  })
}

const LOOK_ALIKES: Record<string, string> = { O: '0', I: '1', L: '1', B: '8', S: '5', Z: '2' }

/** With its look-alikes folded, to find what is meant; never to call two texts the same. */
export const folded = (key: string): string => [...key].map((sign) => LOOK_ALIKES[sign] ?? sign).join('')

export type Alignment = {
  /** Signs that must be changed, added or taken away. */
  distance: number
  /** Places in the read text, from 0, whose signs are not those that were typed. */
  differing: number[]
}

/** How a read text differs from what was typed, sign by sign. */
export function align(typed: string, read: string): Alignment {
  const [a, b] = [signsOf(typed), signsOf(read)]
  const cost = table(
    a.map(({ sign }) => sign),
    b.map(({ sign }) => sign),
  )
  const differing: number[] = []
  let [i, j] = [a.length, b.length]
  while (i > 0 || j > 0) {
    const here = at(cost, i, j)
    const same = i > 0 && j > 0 && a[i - 1]?.sign === b[j - 1]?.sign
    if (i > 0 && j > 0 && here === at(cost, i - 1, j - 1) + (same ? 0 : 1)) {
      if (!same) differing.push(b[j - 1]?.at ?? 0)
      i -= 1
      j -= 1
    } else if (j > 0 && here === at(cost, i, j - 1) + 1) {
      differing.push(b[j - 1]?.at ?? 0)
      j -= 1
    } else i -= 1
  }
  return { distance: at(cost, a.length, b.length), differing: differing.reverse() }
}

const at = (cost: number[][], i: number, j: number) => cost[i]?.[j] ?? Number.POSITIVE_INFINITY

/** Levenshtein's distances of all beginnings. */
function table(a: readonly string[], b: readonly string[]): number[][] {
  const cost = [b.reduce((row) => [...row, row.length], [0])]
  for (const [i, one] of a.entries()) {
    const row = [i + 1]
    for (const [j, two] of b.entries()) {
      const change = at(cost, i, j) + (one === two ? 0 : 1)
      row.push(Math.min(change, at(cost, i, j + 1) + 1, (row[j] ?? 0) + 1))
    }
    cost.push(row)
  }
  return cost
}
