import path from 'node:path'
import { Font } from '@react-pdf/renderer'

export const FONT = 'Noto Sans SC'

/** Whole fonts, not a browser's subset: names of people and makers use any character. The PDF embeds what it uses. */
const FOLDER = path.join(
  /* turbopackIgnore: true */ process.cwd(),
  'node_modules/@expo-google-fonts/noto-sans-sc',
)

const kept = globalThis as { nrmmFonts?: boolean }

/** Once in a process: the parsed fonts stay in memory (about 20 MB) and a paper takes a tenth of a second. */
export function registerFonts(): void {
  if (kept.nrmmFonts) return
  Font.register({
    family: FONT,
    fonts: [
      { src: path.join(FOLDER, '400Regular/NotoSansSC_400Regular.ttf'), fontWeight: 400 },
      { src: path.join(FOLDER, '700Bold/NotoSansSC_700Bold.ttf'), fontWeight: 700 },
    ],
  })
  Font.registerHyphenationCallback((word) => breakable(word))
  kept.nrmmFonts = true
}

/** Longer runs of Latin letters and digits are serial numbers, to be broken anywhere rather than cut. */
const LONGEST_WORD = 14
const NEVER_FIRST = /^[，。、；：？！）》〉」』】〕”’·…—,.;:?!)\]}%]$/u
const NEVER_LAST = /^[（《〈「『【〔“‘([{]$/u
const LATIN = /^[\u0021-\u024f]$/u

/**
 * The pieces between which a line may end. An empty piece stands for "here, without a hyphen": the engine would
 * otherwise set a hyphen at each break, and a serial number must not gain a character.
 */
export function breakable(word: string): string[] {
  return pieces(word).flatMap((piece) => [piece, ''])
}

function pieces(word: string): string[] {
  const found: string[] = []
  let latin = 0
  for (const letter of word) {
    const last = found.at(-1)
    const isLatin = LATIN.test(letter)
    latin = isLatin ? latin + 1 : 0
    const joins =
      last !== undefined &&
      (NEVER_FIRST.test(letter) || NEVER_LAST.test(last.at(-1) ?? '') || (isLatin && latin > 1))
    if (joins) found[found.length - 1] = last + letter
    else found.push(letter)
  }
  return found.flatMap((piece) => (piece.length > LONGEST_WORD ? [...piece] : [piece]))
}
