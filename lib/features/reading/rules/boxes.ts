import type { ReadLine, TextBox } from '../schema'

type Point = TextBox[number]

/**
 * The part of a line's box in which its characters from `from` stand. Letters are not of one width: a little of what stands
 * before is taken in, so that none is cut.
 */
export function cutBox(
  { text, box }: Pick<ReadLine, 'text' | 'box'>,
  from: number,
  to = text.length,
): TextBox {
  const [topLeft, topRight, bottomRight, bottomLeft] = box
  if (!topLeft || !topRight || !bottomRight || !bottomLeft) return box
  const all = widthOf(text) || 1
  const start = from === 0 ? 0 : Math.max(0, widthOf(text.slice(0, from)) - SPARE) / all
  const end = to === text.length ? 1 : Math.min(all, widthOf(text.slice(0, to)) + SPARE) / all
  return [
    between(topLeft, topRight, start),
    between(topLeft, topRight, end),
    between(bottomLeft, bottomRight, end),
    between(bottomLeft, bottomRight, start),
  ]
}

const SPARE = 0.5
/** In letters: a Chinese character is nearly two of them wide. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 1.75 : 1), 0)

const between = ([x1, y1]: Point, [x2, y2]: Point, share: number): Point => [
  Math.round(x1 + (x2 - x1) * share),
  Math.round(y1 + (y2 - y1) * share),
]

export type BoxFrame = {
  /** The corner from which the text is written. */
  x: number
  y: number
  width: number
  height: number
  /** Clockwise from upright. */
  degrees: number
}

/** A box as a frame that is turned, as pictures are drawn; null for one that is none. */
export function frameOf([a, b, , d]: TextBox): BoxFrame | null {
  if (!a || !b || !d) return null
  return {
    x: a[0],
    y: a[1],
    width: Math.hypot(b[0] - a[0], b[1] - a[1]),
    height: Math.hypot(d[0] - a[0], d[1] - a[1]),
    degrees: (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI,
  }
}
