/** Least squares by normal equations: `row` is filled and added for each observation, then solved. */
export class LeastSquares {
  /** The coefficients of the next observation. */
  readonly row: Float64Array
  private readonly unknowns: number
  private readonly sums: Float64Array
  private readonly right: Float64Array

  constructor(unknowns: number) {
    this.unknowns = unknowns
    this.row = new Float64Array(unknowns)
    this.sums = new Float64Array(unknowns * unknowns)
    this.right = new Float64Array(unknowns)
  }

  /** Adds the observation `row` · unknowns = value. */
  add(value: number): void {
    const { row, sums, right, unknowns } = this
    for (let i = 0; i < unknowns; i += 1) {
      const factor = row[i] ?? 0
      for (let j = i; j < unknowns; j += 1)
        sums[i * unknowns + j] = (sums[i * unknowns + j] ?? 0) + factor * (row[j] ?? 0)
      right[i] = (right[i] ?? 0) + factor * value
    }
  }

  /** Gauss-Jordan with pivots. @returns null when the observations leave an unknown open */
  solve(): number[] | null {
    const { sums, right, unknowns } = this
    const rows = Array.from({ length: unknowns }, (_, i) => {
      const upper = (j: number) => sums[Math.min(i, j) * unknowns + Math.max(i, j)] ?? 0
      return [...Array.from({ length: unknowns }, (_, j) => upper(j)), right[i] ?? 0]
    })
    for (let at = 0; at < unknowns; at += 1) {
      const size = (row: number[] | undefined) => Math.abs(row?.[at] ?? 0)
      const best = rows
        .slice(at)
        .reduce((top, row, down) => (size(row) > size(rows[top]) ? at + down : top), at)
      const [pivot, old] = [rows[best], rows[at]]
      if (!pivot || !old || size(pivot) < 1e-6) return null
      rows[best] = old
      rows[at] = pivot
      for (const [other, row] of rows.entries()) {
        if (other !== at) subtract(row, pivot, (row[at] ?? 0) / (pivot[at] ?? 1))
      }
    }
    return rows.map((row, at) => (row[unknowns] ?? 0) / (row[at] ?? 1))
  }
}

function subtract(row: number[], pivot: readonly number[], share: number): void {
  for (const [column, value] of pivot.entries()) row[column] = (row[column] ?? 0) - share * value
}
