import { Font } from '@react-pdf/renderer'
import type { Font as FontkitFont } from 'fontkit'
import { fontBytes } from './font-bytes'
import { BLANK_FONT, BOX_FONT, fontRuns, MAIN_FONT } from './font-chain'
import { boldFile, fontFile } from './font-files'
import { breakable } from './line-breaks'
import { pseudoFont } from './pseudo-font'

/** Fonts beyond the main one that stay in memory between papers (1 to 9 MB each). */
const CACHED = 6

type Loaded = {
  main?: Promise<void>
  /** In the order of their last use, the oldest first. */
  further: Map<string, Promise<void>>
  /** Papers being made: while there are any, no font goes. */
  drawing: number
}
const loaded: Loaded = { further: new Map(), drawing: 0 }

/**
 * Does `draw` with the fonts at hand that the texts need: the main one (20 MB, once in a process), and of the others
 * those that have a character of these texts.
 */
export async function withFonts<T>(texts: readonly string[], draw: () => Promise<T>): Promise<T> {
  loaded.drawing++
  try {
    loaded.main ??= loadMain().catch((error: unknown) => {
      loaded.main = undefined
      throw error
    })
    await loaded.main
    const fonts = new Set(texts.flatMap((text) => fontRuns(text).map(({ font }) => font)))
    fonts.delete(MAIN_FONT)
    for (const font of fonts) {
      const loading = loaded.further.get(font) ?? load(font)
      loaded.further.delete(font)
      loaded.further.set(font, loading)
      await loading.catch((error: unknown) => {
        loaded.further.delete(font)
        throw error
      })
    }
    return await draw()
  } finally {
    loaded.drawing--
    forget()
  }
}

/** A font at hand, to measure with; undefined when it was not asked for in `withFonts`. */
export function loadedFont(font: string, bold = false): FontkitFont | undefined {
  const source = Font.getRegisteredFonts()[font] ? Font.getFont(descriptor(font, bold)) : undefined
  return (source?.data ?? undefined) as FontkitFont | undefined
}

const descriptor = (fontFamily: string, bold = false) => ({ fontFamily, fontWeight: bold ? 700 : 400 })

async function loadMain(): Promise<void> {
  Font.register({
    family: MAIN_FONT,
    fonts: [
      { src: fontFile(MAIN_FONT), fontWeight: 400 },
      { src: boldFile(), fontWeight: 700 },
    ],
  })
  Font.registerHyphenationCallback(breakable)
  await Font.load(descriptor(MAIN_FONT))
  await Font.load(descriptor(MAIN_FONT, true))
}

/** Further fonts have one weight: a rare character in bold type is drawn in the usual weight. */
async function load(font: string): Promise<void> {
  if (font === BOX_FONT || font === BLANK_FONT) {
    const main = loadedFont(MAIN_FONT)
    if (main) adopt(font, pseudoFont(main, font))
    return
  }
  const [{ create }, bytes] = await Promise.all([import('fontkit'), fontBytes(fontFile(font))])
  adopt(font, create(bytes) as FontkitFont)
}

const ARABIC = 'noto-sans-arabic'

/**
 * Noto Sans Arabic takes ئ and پ apart into a bare letter, which several share, and dots beside it. The renderer loses such
 * dots at the end of a line, and what is copied out would be another letter. Whole letters are joined where they can be.
 */
function keepLettersWhole(font: FontkitFont): void {
  const layout = font.layout.bind(font)
  Object.defineProperty(font, 'layout', {
    value: (text: string, _features: unknown, ...rest: [string?, string?, ('ltr' | 'rtl')?]) =>
      layout(text, { ccmp: false }, ...rest),
  })
}

/** Hands a parsed font to the renderer. Its name must be its own: the PDF writer takes fonts of one name for one font. */
function adopt(family: string, font: FontkitFont): void {
  Object.defineProperty(font, 'postscriptName', { value: family.replaceAll('/', '-') })
  if (family === ARABIC) keepLettersWhole(font)
  Font.register({ family, src: family })
  const source = Font.getRegisteredFonts()[family]?.sources[0]
  if (!source) throw new Error(`the font ${family} was not registered`)
  source.data = font
  source.loadResultPromise = Promise.resolve()
}

function forget(): void {
  if (loaded.drawing > 0) return
  for (const font of loaded.further.keys()) {
    if (loaded.further.size <= CACHED) return
    loaded.further.delete(font)
    delete Font.getRegisteredFonts()[font]
  }
}
