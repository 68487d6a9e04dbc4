import type { Font, Glyph, GlyphRun, Subset } from 'fontkit'
import { BOX_FONT } from './font-chain'

/** The picture for "no glyph", a crossed box, and the blank: in every font's first places. */
const NO_GLYPH = 0

/**
 * A font that has every character, and one picture for all: a crossed box, or nothing of no width. Each character keeps a
 * place of its own in the PDF, so that what is copied out of it is the text that went in.
 */
export function pseudoFont(main: Font, kind: string): Font {
  const picture = kind === BOX_FONT ? NO_GLYPH : main.glyphForCodePoint(0x20).id
  const width = kind === BOX_FONT ? main.unitsPerEm : 0
  const glyphOf = (codePoint: number) =>
    ({ id: codePoint, codePoints: [codePoint], advanceWidth: width, isLigature: false }) as unknown as Glyph
  return Object.create(main, {
    hasGlyphForCodePoint: { value: () => true },
    glyphForCodePoint: { value: glyphOf },
    layout: {
      value: (text: string): Partial<GlyphRun> => {
        const glyphs = Array.from(text, (character) => glyphOf(character.codePointAt(0) ?? 0))
        const positions = glyphs.map(() => ({
          xAdvance: width,
          yAdvance: 0,
          xOffset: 0,
          yOffset: 0,
          advanceWidth: width,
        }))
        return { glyphs, positions, advanceWidth: width * glyphs.length }
      },
    },
    createSubset: { value: () => repeating(main.createSubset(), picture) },
  })
}

/** What the PDF writer asks of a subset: places in it, by glyph. (The published types are of an older form.) */
type Places = { glyphs: number[]; includeGlyph: (asked: number) => number }

/** A subset in which every character asked for is the same picture once more. */
function repeating(subset: Subset, picture: number): Subset {
  const inside = subset as unknown as Places
  const places = new Map<number, number>()
  inside.includeGlyph = (codePoint) => {
    const place = places.get(codePoint) ?? inside.glyphs.push(picture) - 1
    places.set(codePoint, place)
    return place
  }
  return subset
}
