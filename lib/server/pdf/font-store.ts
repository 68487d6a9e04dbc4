import { Font } from '@react-pdf/renderer'
import type { Font as FontkitFont } from 'fontkit'
import { fontBytes } from './font-bytes'
import { BLANK_FONT, BOX_FONT, fontRuns, MAIN_FONT } from './font-chain'
import { boldFile, fontFile } from './font-files'
import { breakable } from './line-breaks'
import { pseudoFont } from './pseudo-font'

/** Fallback fonts kept in memory between papers (1 to 9 MB each). */
const CACHED = 6

type Loaded = {
  main?: Promise<void>
  /** Least recently used first. */
  fallbacks: Map<string, Promise<void>>
  /** Number of papers being drawn: meanwhile no font is evicted. */
  drawing: number
}
const loaded: Loaded = { fallbacks: new Map(), drawing: 0 }

/**
 * Runs `draw` with the fonts loaded that the texts need: the main one (20 MB, once per process), and the fallback fonts
 * for characters of these texts.
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
      const loading = loaded.fallbacks.get(font) ?? load(font)
      loaded.fallbacks.delete(font)
      loaded.fallbacks.set(font, loading)
      await loading.catch((error: unknown) => {
        loaded.fallbacks.delete(font)
        throw error
      })
    }
    return await draw()
  } finally {
    loaded.drawing--
    evict()
  }
}

/** A loaded font, for measuring; undefined when `withFonts` has not loaded it. */
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

/** Fallback fonts have one weight: a rare character in bold text is drawn in regular weight. */
async function load(font: string): Promise<void> {
  if (font === BOX_FONT || font === BLANK_FONT) {
    const main = loadedFont(MAIN_FONT)
    if (main) register(font, pseudoFont(main, font))
    return
  }
  const [{ create }, bytes] = await Promise.all([import('fontkit'), fontBytes(fontFile(font))])
  register(font, create(bytes) as FontkitFont)
}

const ARABIC = 'noto-sans-arabic'

/**
 * Noto Sans Arabic decomposes ئ and پ into a base letter, which several letters share, and dots. The renderer loses such
 * dots at the end of a line, and copied text would contain another letter. Undecomposed letters are still joined where possible.
 */
function keepLettersWhole(font: FontkitFont): void {
  const layout = font.layout.bind(font)
  Object.defineProperty(font, 'layout', {
    value: (text: string, _features: unknown, ...rest: [string?, string?, ('ltr' | 'rtl')?]) =>
      layout(text, { ccmp: false }, ...rest),
  })
}

/** Registers a parsed font with the renderer, under a unique name: the PDF writer treats fonts of one name as one font. */
function register(family: string, font: FontkitFont): void {
  Object.defineProperty(font, 'postscriptName', { value: family.replaceAll('/', '-') })
  if (family === ARABIC) keepLettersWhole(font)
  Font.register({ family, src: family })
  const source = Font.getRegisteredFonts()[family]?.sources[0]
  if (!source) throw new Error(`the font ${family} was not registered`)
  source.data = font
  source.loadResultPromise = Promise.resolve()
}

function evict(): void {
  if (loaded.drawing > 0) return
  for (const font of loaded.fallbacks.keys()) {
    if (loaded.fallbacks.size <= CACHED) return
    loaded.fallbacks.delete(font)
    delete Font.getRegisteredFonts()[font]
  }
}
