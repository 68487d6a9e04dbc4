import type { StockPart } from '../schema/reports'

type Counted = { code: string; count: number }

/** Sort order: largest count first, then by code. */
export const byCount = (a: Counted, b: Counted) => b.count - a.count || a.code.localeCompare(b.code)

/** Counts with their names, largest first; an empty code is shown as 未填写. */
export function rankedParts(
  cells: readonly Counted[],
  items: readonly { code: string; name: string }[],
): StockPart[] {
  const names = new Map(items.map(({ code, name }) => [code, name]))
  return cells
    .map(({ code, count }) => ({ code, name: names.get(code) ?? (code || '未填写'), count }))
    .toSorted(byCount)
}
