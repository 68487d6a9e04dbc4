import { brightnessAt, type Grey } from './grey.ts'

/**
 * Marks by which copies of a picture are found: the signs of its 120 lowest frequencies (DCT) in five words of 24 bits, for
 * the whole picture and two of its middle parts. A copy shares at least one word with one of the probes, so that an index
 * over the words finds it (docs/decisions/0037).
 */

/** From points of a picture that is compared to points of another: x' = ax + by + c, y' = dx + ey + f, both −½ to ½. */
export type Warp = { a: number; b: number; c: number; d: number; e: number; f: number }

/** One way in which the picture may have been altered: the five words that the original would have then. */
export type Probe = { words: number[]; mirrored: boolean; warp: Warp }

/** The square that marks are made from, in pixels. */
export const MARK_SIDE = 64
const GRID = 32
const WORDS = 5
const WORD_BITS = 24
const BITS = WORDS * WORD_BITS
/** Of each word the bits that a small change turns first are tried both ways. */
const WEAK_BITS = 3

/** The frequencies, lowest first: pairs of a column and a row of the DCT without its mean. */
const FREQUENCIES = Array.from({ length: 24 }, (_, sum) => sum + 1)
  .flatMap((sum) => Array.from({ length: sum + 1 }, (_, column) => ({ column, row: sum - column })))
  .slice(0, BITS)
const ORDERS = 1 + Math.max(...FREQUENCIES.map(({ column }) => column))
const COSINES = Array.from({ length: ORDERS }, (_, order) =>
  Float32Array.from({ length: GRID }, (_, at) => Math.cos((Math.PI * (at + 0.5) * order) / GRID)),
)
/** Mirrored, a picture has the same frequencies with the odd columns' signs turned. */
const MIRRORED_WORDS = wordsOf(FREQUENCIES.map(({ column }) => column % 2))

const WHOLE: Warp = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 }
const sized = (share: number): Warp => ({ ...WHOLE, a: share, e: share })
/** What is kept of each picture: itself and its middle, as a crop on all sides leaves it. */
const KEPT = [WHOLE, sized(0.95), sized(0.9)]

/** @param aspect width ÷ height, since angles are those of the picture and not of the square */
function turned(degrees: number, share: number, aspect: number): Warp {
  const [cos, sin] = [
    Math.cos((degrees * Math.PI) / 180) * share,
    Math.sin((degrees * Math.PI) / 180) * share,
  ]
  return { a: cos, b: -sin / aspect, c: 0, d: sin * aspect, e: cos, f: 0 }
}

/** Crops on all sides and on one, their opposites (this one may be the original), and small angles. */
function alterations(aspect: number): Warp[] {
  const sizes = [0.95, 1 / 0.95]
  return [
    WHOLE,
    ...[0.9, ...sizes, 1 / 0.9].map(sized),
    ...sizes.flatMap((share) =>
      [-0.5, 0.5].flatMap((side) => [
        { ...WHOLE, a: share, c: side * (1 - share) },
        { ...WHOLE, e: share, f: side * (1 - share) },
      ]),
    ),
    ...[-2, -1, 1, 2].flatMap((degrees) =>
      [sizes[0] ?? 1, 1, sizes[1] ?? 1].map((share) => turned(degrees, share, aspect)),
    ),
  ]
}

/** @returns what is stored of a picture: three times five words, each with its place in the upper bits */
export function marksOf(square: Grey): number[] {
  return KEPT.flatMap((part) => wordsOf(signsOf(frequenciesOf(square, part))).map(placed))
}

const placed = (word: number, place: number) => place * 2 ** WORD_BITS + word

/**
 * @param aspect of the picture, width ÷ height
 * @returns the probes, and the words to look up: any stored picture with one of them is a candidate
 */
export function probesOf(square: Grey, aspect: number): { probes: Probe[]; keys: number[] } {
  const keys = new Set<number>()
  const probes = alterations(aspect).flatMap((warp) => {
    const values = frequenciesOf(square, warp)
    const words = wordsOf(signsOf(values))
    const mirrored = words.map((word, place) => word ^ (MIRRORED_WORDS[place] ?? 0))
    for (const [place, word] of words.entries()) {
      for (const change of weakChanges(values, place)) {
        keys.add(placed(word ^ change, place))
        keys.add(placed((mirrored[place] ?? 0) ^ change, place))
      }
    }
    return [
      { words, mirrored: false, warp },
      { words: mirrored, mirrored: true, warp },
    ]
  })
  return { probes, keys: [...keys] }
}

/** All ways to turn the weakest bits of a word: those whose frequency, weighted as it falls off in photos, is smallest. */
function weakChanges(values: Float32Array, place: number): number[] {
  const weak = Array.from({ length: WORD_BITS }, (_, bit) => {
    const { column, row } = FREQUENCIES[place * WORD_BITS + bit] ?? { column: 0, row: 0 }
    return { bit, size: Math.abs(values[place * WORD_BITS + bit] ?? 0) * (column + row) }
  })
    .sort((one, two) => one.size - two.size)
    .slice(0, WEAK_BITS)
  return weak.reduce((changes, { bit }) => changes.flatMap((change) => [change, change | (1 << bit)]), [0])
}

/** @returns bits in which the stored picture differs from the nearest probe, that probe, and the part of it that was met */
export function nearest(
  probes: readonly Probe[],
  marks: readonly number[],
): { distance: number; guess: Warp; mirrored: boolean } {
  let best = { distance: BITS + 1, probe: probes[0], part: WHOLE }
  for (const [index, part] of KEPT.entries()) {
    const words = marks
      .slice(index * WORDS, (index + 1) * WORDS)
      .map((word, place) => word - placed(0, place))
    for (const probe of probes) {
      const distance = probe.words.reduce((sum, word, place) => sum + bitsOf(word ^ (words[place] ?? 0)), 0)
      if (distance < best.distance) best = { distance, probe, part }
    }
  }
  const { warp, mirrored } = best.probe ?? { warp: WHOLE, mirrored: false }
  return { distance: best.distance, guess: guessOf(warp, best.part, mirrored), mirrored }
}

/** The stored picture's part is what the warp sees of this one: from the whole of the stored one to this one. */
function guessOf({ a, b, c, d, e, f }: Warp, part: Warp, mirrored: boolean): Warp {
  const side = mirrored ? -1 : 1
  return { a: (side * a) / part.a, b: b / part.e, c, d: (side * d) / part.a, e: e / part.e, f }
}

function frequenciesOf(square: Grey, { a, b, c, d, e, f }: Warp): Float32Array {
  const rows = new Float32Array(GRID * ORDERS)
  const line = new Float32Array(GRID)
  for (let row = 0; row < GRID; row += 1) {
    const y = (row + 0.5) / GRID - 0.5
    for (let at = 0; at < GRID; at += 1) {
      const x = (at + 0.5) / GRID - 0.5
      const [px, py] = [(a * x + b * y + c + 0.5) * square.width, (d * x + e * y + f + 0.5) * square.height]
      line[at] = brightnessAt(square, px - 0.5, py - 0.5)
    }
    for (let order = 0; order < ORDERS; order += 1)
      rows[row * ORDERS + order] = product(line, COSINES[order], 0, 1)
  }
  return Float32Array.from(FREQUENCIES, ({ column, row }) => product(COSINES[row], rows, column, ORDERS))
}

/** Sum of the products of GRID numbers with every `step`-th number of others. */
function product(
  line: Float32Array | undefined,
  others: Float32Array | undefined,
  start: number,
  step: number,
): number {
  let sum = 0
  for (let at = 0; at < GRID; at += 1) sum += (line?.[at] ?? 0) * (others?.[start + at * step] ?? 0)
  return sum
}

const signsOf = (values: Float32Array) => Array.from(values, (value) => (value > 0 ? 1 : 0))

function wordsOf(bits: readonly number[]): number[] {
  return Array.from({ length: WORDS }, (_, place) =>
    bits.slice(place * WORD_BITS, (place + 1) * WORD_BITS).reduce((word, bit, at) => word | (bit << at), 0),
  )
}

function bitsOf(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
