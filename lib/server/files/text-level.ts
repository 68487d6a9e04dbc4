import type { Grey } from './grey.ts'

/** The picture is read in so many strips each way, so that a plate held at an angle still has its lines. */
const STRIPS = 3
/** Lines of text come closer than this share of the picture; light and surroundings change over more. */
const LINE_SHARE = 1 / 12
/** Below, neither way has anything that comes and goes as lines do: machines have 0.01 to 0.05, text 0.6 to 3.5. */
const NO_LINES = 0.3

/**
 * Whether the lines of a text lie level. Strokes that are crossed along a line come and go from line to line, along what is
 * not a line they do not; rules of tables, fins and grilles are crossed nowhere along themselves and count neither way.
 * @returns binary logarithm of how much more they do in rows than in columns: text lying level 1.7 and more, upright −1.7 and
 *   less; 0 where no lines are seen
 */
export function textLevel(picture: Grey): number {
  const { width, height } = picture
  const level = comingAndGoing(picture, { along: width, across: height, step: 1, line: width })
  const upright = comingAndGoing(picture, { along: height, across: width, step: width, line: 1 })
  return Math.max(level, upright) < NO_LINES ? 0 : Math.log2(Math.max(level, 0.01) / Math.max(upright, 0.01))
}

/** A way to read the pixels: `along` a line by `step`, from line to line by `line`. */
type Way = { along: number; across: number; step: number; line: number }

function comingAndGoing(picture: Grey, way: Way): number {
  let sum = 0
  for (let strip = 0; strip < STRIPS; strip += 1) sum += unevenness(strokesOf(picture, way, strip))
  return sum / STRIPS
}

/** The mean change from pixel to pixel, of each line of a strip. */
function strokesOf({ pixels }: Grey, { along, across, step, line }: Way, strip: number): Float64Array {
  const [from, to] = [Math.floor((strip * along) / STRIPS), Math.floor(((strip + 1) * along) / STRIPS) - 1]
  return Float64Array.from({ length: across }, (_, at) => {
    let sum = 0
    for (let place = from; place < to; place += 1) {
      const pixel = at * line + place * step
      sum += Math.abs((pixels[pixel + step] ?? 0) - (pixels[pixel] ?? 0))
    }
    return sum / Math.max(1, to - from)
  })
}

/** Mean square of what a line has more or less than those around it, in parts of the mean. */
function unevenness(strokes: Float64Array): number {
  const reach = Math.max(1, Math.round(strokes.length * LINE_SHARE))
  const sums = new Float64Array(strokes.length + 1)
  for (const [at, value] of strokes.entries()) sums[at + 1] = (sums[at] ?? 0) + value
  const mean = (sums[strokes.length] ?? 0) / strokes.length
  let squares = 0
  for (const [at, value] of strokes.entries()) {
    const [from, to] = [Math.max(0, at - reach), Math.min(strokes.length, at + reach + 1)]
    squares += (value - ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from)) ** 2
  }
  return squares / strokes.length / (mean ** 2 + 1)
}
