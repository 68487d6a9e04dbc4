import type { Font, Glyph, GlyphRun, Subset } from 'fontkit'
import { BOX_FONT } from './font-chain'

/** Glyph id of the crossed box for a missing glyph (.notdef). */
const NO_GLYPH = 0

/**
 * A font that contains every character with one glyph for all: a crossed box, or nothing of zero width. Each character
 * has its own entry in the PDF's subset, so that copied text equals the original.
 */
export function pseudoFont(main: Font, kind: string): Font {
  const sharedGlyph = kind === BOX_FONT ? NO_GLYPH : main.glyphForCodePoint(0x20).id
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
    createSubset: { value: () => repeating(main.createSubset(), sharedGlyph) },
  })
}

/** The part of a subset that the PDF writer uses. (The published types are outdated.) */
type SubsetGlyphs = { glyphs: number[]; includeGlyph: (glyph: number) => number }

/** A subset in which every character gets its own copy of the same glyph. */
function repeating(subset: Subset, sharedGlyph: number): Subset {
  const inside = subset as unknown as SubsetGlyphs
  const places = new Map<number, number>()
  inside.includeGlyph = (codePoint) => {
    const place = places.get(codePoint) ?? inside.glyphs.push(sharedGlyph) - 1
    places.set(codePoint, place)
    return place
  }
  return subset
}
