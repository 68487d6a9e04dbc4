import { type BlockAgreement, compareBlocks, leastAgreement } from './compare-blocks.ts'
import { brightnessAt, type Grey } from './grey.ts'
import { LeastSquares } from './least-squares.ts'
import type { Warp } from './picture-marks.ts'

/** A picture ready to be laid over others: small for the rough fit, larger for the fine one and the comparison. */
export type Layer = { small: Grey; large: Grey }

const SMALL = 64
const LARGE = 160
/** Steps of the fit at most; it ends earlier when nothing moves any more. */
const SMALL_STEPS = 12
const LARGE_STEPS = 10
/** Of the large picture every second row and column is fitted. */
const LARGE_STRIDE = 2
/** Steps of the closer fit, which begins where the other ended; every third row and column is fitted. */
const CLOSE_STEPS = 6
const CLOSE_STRIDE = 3
/** A step that moves no corner by more than this share of the picture is the last. */
const STILL = 0.0004
/** A pair of which even the rough fit agrees in fewer blocks is not looked at more closely. */
const HOPELESS = 0.3
/** Beyond this the fit has run away: no copy is scaled, sheared or moved so. */
const FARTHEST = 0.35

/** How two pictures agree, and how they lie over each other. */
export type LaidOver = BlockAgreement & { warp: Warp }

/** @param picture the thumbnail's brightness */
export function layerOf(picture: Grey): Layer {
  return { small: resampled(picture, SMALL), large: resampled(picture, LARGE) }
}

/**
 * Lays `picture` over `other`, beginning with a rough guess, and compares them block by block. Light and contrast may
 * differ; place, size and angle are fitted (Gauss-Newton over an affine warp).
 * @param guess from points of `other` to points of `picture`
 * @returns null when they do not come to lie over each other
 */
export function compareLaidOver(picture: Layer, other: Layer, guess: Warp): LaidOver | null {
  const rough = fitted(picture.small, other.small, guess, SMALL_STEPS, 1)
  const first = rough && compareBlocks(picture.small, other.small, rough)
  if (!rough || !first || first.share < HOPELESS) return null
  const fine = fitted(picture.large, other.large, rough, LARGE_STEPS, LARGE_STRIDE)
  const found = fine && isNear(fine, guess) ? compareBlocks(picture.large, other.large, fine) : null
  return fine && found && { ...found, warp: fine }
}

const VALUES = ['a', 'b', 'c', 'd', 'e', 'f'] as const

function isNear(warp: Warp, guess: Warp): boolean {
  return VALUES.every((name) => Math.abs(warp[name] - guess[name]) < FARTHEST)
}

/** The square that a picture is looked at closely in, in pixels. */
export const CLOSE_SIDE = 480

/**
 * The third look: two pictures as squares of CLOSE_SIDE, smoothed.
 * @param warp how the second look laid them over each other
 * @returns correlation of the letter, as it were, that differs most, −1 to 1; null when that cannot be told
 */
export function lookClosely(picture: Grey, other: Grey, warp: Warp): number | null {
  const fine = fitted(picture, other, warp, CLOSE_STEPS, CLOSE_STRIDE)
  return fine && leastAgreement(picture, other, fine)
}

/** The picture as a square; where it becomes smaller, pixels are averaged. */
function resampled(picture: Grey, side: number): Grey {
  const pixels = new Float32Array(side * side)
  const taps = Math.max(1, Math.round(picture.width / side))
  const [stepX, stepY] = [picture.width / side, picture.height / side]
  for (let at = 0; at < pixels.length; at += 1) {
    const [x, y] = [at % side, Math.floor(at / side)]
    let sum = 0
    for (let tap = 0; tap < taps * taps; tap += 1) {
      const [tx, ty] = [((tap % taps) + 0.5) / taps, (Math.floor(tap / taps) + 0.5) / taps]
      sum += brightnessAt(picture, (x + tx) * stepX - 0.5, (y + ty) * stepY - 0.5)
    }
    pixels[at] = sum / (taps * taps)
  }
  return { width: side, height: side, pixels }
}

function fitted(from: Grey, to: Grey, guess: Warp, steps: number, stride: number): Warp | null {
  let warp = guess
  for (let step = 0; step < steps; step += 1) {
    const change = correction(from, to, warp, stride)
    if (!change) return null
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = change
    warp = { a: warp.a + a, b: warp.b + b, c: warp.c + c, d: warp.d + d, e: warp.e + e, f: warp.f + f }
    if (!isNear(warp, guess)) return null
    if (
      Math.max(Math.abs(c), Math.abs(f)) + (Math.abs(a) + Math.abs(b) + Math.abs(d) + Math.abs(e)) / 2 <
      STILL
    )
      break
  }
  return warp
}

/** The change of the warp that makes the difference smallest, brightness and contrast being free. */
function correction(from: Grey, to: Grey, { a, b, c, d, e, f }: Warp, stride: number): number[] | null {
  const side = to.width
  const sums = new LeastSquares(8)
  const row = sums.row
  for (let py = 1; py < side - 1; py += stride) {
    const y = (py + 0.5) / side - 0.5
    for (let px = 1; px < side - 1; px += stride) {
      const x = (px + 0.5) / side - 0.5
      const qx = (a * x + b * y + c + 0.5) * side - 0.5
      const qy = (d * x + e * y + f + 0.5) * side - 0.5
      if (qx < 1 || qy < 1 || qx > side - 2 || qy > side - 2) continue
      const gx = ((brightnessAt(from, qx + 1, qy) - brightnessAt(from, qx - 1, qy)) * side) / 2
      const gy = ((brightnessAt(from, qx, qy + 1) - brightnessAt(from, qx, qy - 1)) * side) / 2
      row[0] = gx * x
      row[1] = gx * y
      row[2] = gx
      row[3] = gy * x
      row[4] = gy * y
      row[5] = gy
      row[6] = -(to.pixels[py * side + px] ?? 0)
      row[7] = -1
      sums.add(-brightnessAt(from, qx, qy))
    }
  }
  return sums.solve()
}
