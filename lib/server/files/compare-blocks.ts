import { brightnessAt, type Grey } from './grey.ts'
import type { Warp } from './picture-marks.ts'

/** How well two pictures agree once one is laid over the other. */
export type BlockAgreement = {
  /** Share of the blocks with something in them that look the same in both, 0 to 1. */
  share: number
  /** Correlation of the blocks that differ most (the second of a hundred and so on), −1 to 1. */
  worst: number
}

/** How pictures are divided and what of them counts. */
type Grid = {
  /** In a row and in a column. */
  blocks: number
  /** A block with less contrast (standard deviation, of 255) has nothing in it to compare. */
  texture: number
  /** Share of a block that must lie inside the other picture. */
  inside: number
  /** Blocks left out at each edge of both pictures: what a cut has made of it. */
  rim: number
}
const THUMBNAILS: Grid = { blocks: 16, texture: 5, inside: 0.5, rim: 0 }
/** Smoothed pictures in full: a block holds a letter of a plate or two. */
const CLOSELY: Grid = { blocks: 32, texture: 8, inside: 1, rim: 1 }
/** Two blocks that correlate so are the same up to noise, compression and a fraction of a pixel. */
const SAME_BLOCK = 0.7
/** One block in so many may differ without counting: a corner that was cut off, a fold of the picture's edge. */
const OUTLIERS = 50
/** With fewer there is too little to compare: a wall, the sky. */
const FEWEST = 12
/** A block so bright or dark in one of them has lost its contents there. */
const [BLACK, WHITE] = [6, 249]

/** @returns null when too little of them lies over each other, or there is too little in them */
export function compareBlocks(from: Grey, to: Grey, warp: Warp): BlockAgreement | null {
  const found = agreements(from, to, warp, THUMBNAILS)
  if (!found) return null
  const same = found.filter((alike) => alike >= SAME_BLOCK).length
  return { share: same / found.length, worst: found[Math.floor(found.length / OUTLIERS)] ?? 0 }
}

/** @returns correlation of the small block that differs most; null as above */
export function leastAgreement(from: Grey, to: Grey, warp: Warp): number | null {
  return agreements(from, to, warp, CLOSELY)?.[0] ?? null
}

/** The correlation of each block, the lowest first. */
function agreements(from: Grey, to: Grey, warp: Warp, grid: Grid): number[] | null {
  const found: number[] = []
  const within = (place: number) => place >= grid.rim && place < grid.blocks - grid.rim
  for (let row = 0; row < grid.blocks; row += 1) {
    for (let column = 0; column < grid.blocks; column += 1) {
      if (!within(row) || !within(column)) continue
      const alike = compareBlock(from, to, warp, { ...grid, row, column })
      if (alike !== null) found.push(alike)
    }
  }
  return found.length < FEWEST ? null : found.sort((one, two) => one - two)
}

/** Correlation of one block; null outside, where neither has contents, and where one is overexposed or black. */
function compareBlock(
  from: Grey,
  to: Grey,
  { a, b, c, d, e, f }: Warp,
  { blocks, texture, inside, rim, row, column }: Grid & { row: number; column: number },
): number | null {
  const side = to.width
  const size = side / blocks
  const [left, top, low, high] = [column * size, row * size, rim * size, side - 1 - rim * size]
  let [count, sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0, 0]
  for (let at = 0; at < size * size; at += 1) {
    const [px, py] = [left + (at % size), top + Math.floor(at / size)]
    const [x, y] = [(px + 0.5) / side - 0.5, (py + 0.5) / side - 0.5]
    const [qx, qy] = [(a * x + b * y + c + 0.5) * side - 0.5, (d * x + e * y + f + 0.5) * side - 0.5]
    if (qx < low || qy < low || qx > high || qy > high) continue
    const [one, two] = [brightnessAt(from, qx, qy), to.pixels[py * side + px] ?? 0]
    count += 1
    sumX += one
    sumY += two
    sumXX += one * one
    sumYY += two * two
    sumXY += one * two
  }
  if (count < size * size * inside) return null
  const [meanX, meanY] = [sumX / count, sumY / count]
  const [varX, varY] = [sumXX / count - meanX ** 2, sumYY / count - meanY ** 2]
  if (Math.max(varX, varY) < texture ** 2) return null
  if ([meanX, meanY].some((mean) => mean < BLACK || mean > WHITE)) return null
  return (sumXY / count - meanX * meanY) / Math.sqrt(Math.max(varX, 1) * Math.max(varY, 1))
}
