import { JOINED } from '@/lib/core/joined-letters'
import { COVERAGE } from './coverage'

/**
 * Font fallback: a character is drawn by the first font in order that contains it. What each font contains is a generated
 * table (coverage.ts, by `scripts/font-coverage.ts`), so that it is known without reading the font.
 */

/** The font of ordinary text. */
export const MAIN_FONT = 'noto-sans-sc'
/** For characters that no font contains: a crossed box. */
export const BOX_FONT = 'box'
/** For invisible characters (joiners, variation selectors): nothing is drawn, the text of the PDF keeps them. */
export const BLANK_FONT = 'blank'

/** A run of text in one font, by its name in the chain. */
export type FontRun = { text: string; font: string }

type Ranges = { starts: number[]; ends: number[] }

/** `a.b,c.d`: gap and length of each range of code points, in base 36. */
function decode(text: string): Ranges {
  const ranges: Ranges = { starts: [], ends: [] }
  let last = 0
  for (const pair of text.split(',')) {
    const [distance = 0, length = 0] = pair.split('.').map((part) => Number.parseInt(part, 36))
    ranges.starts.push(last + distance)
    ranges.ends.push(last + distance + length)
    last += distance + length
  }
  return ranges
}

let decoded: [font: string, ranges: Ranges][] | undefined

/** The fonts in order; decoded with the first character that is not ordinary. */
function chain(): [font: string, ranges: Ranges][] {
  decoded ??= Object.entries(COVERAGE).map(([font, text]) => [font, decode(text)])
  return decoded
}

function has({ starts, ends }: Ranges, codePoint: number): boolean {
  let low = 0
  let high = starts.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (codePoint < (starts[middle] ?? 0)) high = middle - 1
    else if (codePoint >= (ends[middle] ?? 0)) low = middle + 1
    else return true
  }
  return false
}

/** ASCII, and the ideographs up to U+9FA5: all in the main font (font-chain.test.ts). */
const ORDINARY = /^[\n\t\u0020-\u007e\u4e00-\u9fa5、。〈-】（），：；]*$/u
const INVISIBLE = /^\p{Default_Ignorable_Code_Point}$/u
const LINE_END = /^[\n\r\t]+$/u
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * Splits a text into runs of one font; joined they give the text again. A letter and its combining marks are drawn by the
 * first font that contains all of them, or separately when none does.
 */
export function fontRuns(text: string): FontRun[] {
  if (ORDINARY.test(text)) return text === '' ? [] : [{ text, font: MAIN_FONT }]
  const runs: FontRun[] = []
  const add = (piece: string, font: string) => {
    const last = runs.at(-1)
    if (last?.font === font) last.text += piece
    else runs.push({ text: piece, font })
  }
  for (const { segment } of graphemes.segment(text)) {
    const characters = [...segment]
    const drawn = characters.filter((character) => !INVISIBLE.test(character))
    const shared = drawn.length > 1 ? firstFont(drawn) : undefined
    for (const character of characters) {
      if (INVISIBLE.test(character)) add(character, BLANK_FONT)
      else add(character, shared ?? firstFont([character]) ?? BOX_FONT)
    }
  }
  return runs
}

function firstFont(characters: readonly string[]): string | undefined {
  if (characters.every((character) => LINE_END.test(character))) return MAIN_FONT
  const codePoints = characters.map((character) => character.codePointAt(0) ?? 0)
  return chain().find(([, ranges]) => codePoints.every((codePoint) => has(ranges, codePoint)))?.[0]
}

const SELECTOR = /^\p{Variation_Selector}$/u

/**
 * The distinct characters of a text that a paper cannot show correctly: those drawn as a box, variation selectors (the
 * paper shows the default form), and letters that may be drawn unjoined. Other invisible characters lose nothing.
 */
export function unprintable(text: string): string[] {
  const found = fontRuns(text).flatMap(({ text: piece, font }) => {
    if (font === BOX_FONT) return [...piece]
    const affected = font === BLANK_FONT ? SELECTOR : JOINED
    return [...piece].filter((character) => affected.test(character))
  })
  return [...new Set(found)]
}
