import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { PhotoReading, ReadLine, TextBox } from '../schema'
import { cutBox } from './boxes'
import type { Scope, ValueKind } from './fields'
import { labelOf } from './labels'

/** A piece of text on a photo that may be a value. */
export type ReadValue = {
  text: string
  /** What its label says it is; null without a label. */
  kind: ValueKind | 'OTHER' | null
  scope: Scope | null
  photoId: string
  slot: PhotoSlot
  box: TextBox
  score: number
}

/** The values on a photo: what stands after a label, in its line or right of it, and lines without a label. */
export function valuesOf({ photoId, slot, lines }: PhotoReading): ReadValue[] {
  return rowsOfLines(lines.flatMap(apart)).flatMap((row) => {
    const values: ReadValue[] = []
    for (let at = 0; at < row.length; at++) {
      const line = row[at]
      if (!line) continue
      const place = { photoId, slot, score: line.score }
      const label = labelOf(line.text)
      if (!label) {
        values.push({ ...place, text: line.text, kind: null, scope: null, box: line.box })
        continue
      }
      const { kind, scope, length } = label
      const own = { kind: kind ?? ('OTHER' as const), scope }
      const rest = line.text.slice(length).trim()
      const next = row[at + 1]
      if (isWord(rest)) {
        values.push({ ...place, ...own, text: rest, box: cutBox(line, length) })
        // SN123456 may be a label and a number whose blank was lost, or a number.
        if (/^[A-Z/]+$/i.test(line.text.slice(0, length)))
          values.push({ ...place, text: line.text, kind: null, scope: null, box: line.box })
      } else if (next && !labelOf(next.text)) {
        values.push({ ...place, ...own, text: next.text, box: next.box, score: next.score })
        at += 1
      }
    }
    return values
  })
}

const isWord = (text: string) => /[0-9A-Za-z\u3400-\u9fff]/.test(text)

/** Several labels in one line: each with its value. */
function apart(line: ReadLine): ReadLine[] {
  const places = [...line.text.matchAll(/\s(?=[\u3400-\u9fff]{2,10}[:：])/g)].map(({ index }) => index)
  if (places.length === 0) return [line]
  const cuts = [0, ...places, line.text.length]
  return cuts.slice(1).map((end, at) => ({
    ...line,
    text: line.text.slice(cuts[at], end).trim(),
    box: cutBox(line, cuts[at] ?? 0, end),
  }))
}

/** Lines at one height, from left to right, as the plate is tilted. */
export function rowsOfLines(lines: readonly ReadLine[]): ReadLine[][] {
  const angle = tiltOf(lines)
  const [cos, sin] = [Math.cos(-angle), Math.sin(-angle)]
  const placed = lines
    .map((line) => {
      const [a = [0, 0], , c = [0, 0], d = [0, 0]] = line.box
      const [x, y] = [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2]
      return {
        line,
        x: x * cos - y * sin,
        y: x * sin + y * cos,
        height: Math.hypot(a[0] - d[0], a[1] - d[1]),
      }
    })
    .sort((one, two) => one.y - two.y)
  const rows: (typeof placed)[] = []
  for (const one of placed) {
    const row = rows.find(
      ([first]) => first && Math.abs(first.y - one.y) < Math.min(first.height, one.height) / 2,
    )
    if (row) row.push(one)
    else rows.push([one])
  }
  return rows.map((row) => row.sort((one, two) => one.x - two.x).map(({ line }) => line))
}

/** The angle of most lines, in radians; of long ones only, since a short one's box says little. */
function tiltOf(lines: readonly ReadLine[]): number {
  const angles = lines
    .flatMap(({ box: [a, b, , d] }) => {
      if (!a || !b || !d) return []
      const [width, height] = [Math.hypot(b[0] - a[0], b[1] - a[1]), Math.hypot(d[0] - a[0], d[1] - a[1])]
      return width > 3 * height ? [Math.atan2(b[1] - a[1], b[0] - a[0])] : []
    })
    .sort((one, two) => one - two)
  return angles[Math.floor(angles.length / 2)] ?? 0
}
