import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as fontkit from 'fontkit'
import { FONT_FILES, fontFile, HANAMIN } from '../../lib/server/pdf/font-files.ts'

/** Never printed: private use characters, control characters and emoji. */
const NEVER = /^(?:\p{Co}|\p{Cc}|\p{Cs}|\p{Default_Ignorable_Code_Point}|\p{Emoji_Presentation})$/u

/** Its combining marks are ignored: it does not position them on letters, the next font does. */
const MAIN = 'noto-sans-sc'

/** The code points that a font covers in printed documents, ascending, from its character table. */
export function coverageOf(font: string): number[] {
  const { characterSet } = fontkit.create(readFileSync(fontFile(font))) as fontkit.Font
  return [...new Set(characterSet)]
    .filter((codePoint) => {
      const character = String.fromCodePoint(codePoint)
      return !NEVER.test(character) && !(font === MAIN && /^\p{M}$/u.test(character))
    })
    .toSorted((a, b) => a - b)
}

/** The fonts in order of fallback: the many files of HanaMin before the last font. */
export function chainOfFonts(): string[] {
  const parts = readdirSync(path.dirname(fontFile(`${HANAMIN}/any`)))
    .filter((file) => file.endsWith('.woff2'))
    .map((file) => `${HANAMIN}/${file.slice(0, -'.woff2'.length)}`)
    .toSorted()
  const single = Object.keys(FONT_FILES)
  return [...single.slice(0, -1), ...parts, ...single.slice(-1)]
}

/** `distance.length,…` of the runs of code points, in base 36. */
export function encode(codePoints: readonly number[]): string {
  const pairs: string[] = []
  let end = 0
  for (let index = 0; index < codePoints.length; ) {
    const start = codePoints[index] ?? 0
    let next = start
    while (codePoints[index] === next) {
      index++
      next++
    }
    pairs.push(`${(start - end).toString(36)}.${(next - start).toString(36)}`)
    end = next
  }
  return pairs.join(',')
}
