import type { Grey } from './grey.ts'

/** Figures of a picture from which its quality is judged; brightness from 0 black to 255 white. */
export type PictureQuality = {
  /**
   * Steepness of its sharpest edges: the largest change from pixel to pixel as a share of the contrast around, 0 to 0.5, in
   * the direction where it is smaller. About 0.4 ÷ the width of an edge in pixels. Null where nothing has an edge.
   */
  sharpness: number | null
  /** Mean. */
  brightness: number
  /** One pixel of a hundred is darker; one of twenty is brighter. */
  shadows: number
  highlights: number
  /** Standard deviation. */
  contrast: number
}

/** The longer side that quality is judged at, so that the figures mean the same for every size of photo. */
export const QUALITY_SIDE = 800
const BLOCK = 32
/** A block with less difference between its brightest and darkest pixel holds grain, not an edge. */
const EDGE_CONTRAST = 40
/** Of all blocks with an edge the sharpest tenth counts: a background out of focus is no fault. */
const SHARPEST = 0.9
/** With fewer blocks there is nothing to judge by. */
const FEWEST_BLOCKS = 4

/** @param picture smoothed, its longer side QUALITY_SIDE unless it is smaller */
export function qualityOf(picture: Grey): PictureQuality {
  const counts = new Float64Array(256)
  for (const value of picture.pixels) counts[value] = (counts[value] ?? 0) + 1
  const total = picture.pixels.length
  const brightness = counts.reduce((sum, count, value) => sum + count * value, 0) / total
  const spread = counts.reduce((sum, count, value) => sum + count * (value - brightness) ** 2, 0) / total
  return {
    sharpness: sharpnessOf(picture),
    brightness,
    shadows: valueAt(counts, total * 0.01),
    highlights: valueAt(counts, total * 0.95),
    contrast: Math.sqrt(spread),
  }
}

/** The brightness up to which so many pixels lie. */
function valueAt(counts: Float64Array, wanted: number): number {
  let seen = 0
  return counts.findIndex((count) => {
    seen += count
    return seen > wanted
  })
}

function sharpnessOf(picture: Grey): number | null {
  const across: number[] = []
  const down: number[] = []
  for (let top = 0; top + BLOCK <= picture.height; top += BLOCK) {
    for (let left = 0; left + BLOCK <= picture.width; left += BLOCK) {
      const steepest = steepestIn(picture, left, top)
      if (!steepest) continue
      across.push(steepest.across)
      down.push(steepest.down)
    }
  }
  if (across.length < FEWEST_BLOCKS) return null
  return Math.min(
    ...[across, down].map(
      (values) => values.sort((a, b) => a - b)[Math.floor(values.length * SHARPEST)] ?? 0,
    ),
  )
}

function steepestIn(
  { width, pixels }: Grey,
  left: number,
  top: number,
): { across: number; down: number } | null {
  let [low, high, across, down] = [255, 0, 0, 0]
  for (let y = top; y < top + BLOCK - 1; y += 1) {
    for (let at = y * width + left; at < y * width + left + BLOCK - 1; at += 1) {
      const value = pixels[at] ?? 0
      if (value < low) low = value
      if (value > high) high = value
      const right = Math.abs((pixels[at + 1] ?? 0) - value)
      const below = Math.abs((pixels[at + width] ?? 0) - value)
      if (right > across) across = right
      if (below > down) down = below
    }
  }
  const range = high - low
  return range < EDGE_CONTRAST ? null : { across: across / range, down: down / range }
}
