import { describe, expect, test } from 'vitest'
import { palette, paletteCss } from './palette'

type Colour = keyof typeof palette

/** Relative luminance (WCAG 2.1) of #rgb or #rrggbb. */
function luminance(colour: string): number {
  const digits = colour.slice(1).replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3')
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(palette[one]), luminance(palette[other])].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

const TEXTS: Record<string, { on: Colour[]; texts: Colour[] }> = {
  plain: {
    on: ['surface', 'ground', 'band', 'brandTint', 'brandFaint'],
    texts: ['brand', 'ink', 'inkMedium', 'inkSoft', 'danger', 'successInk', 'warningInk'],
  },
  placeholders: { on: ['surface'], texts: ['inkFaint'] },
  good: { on: ['surface', 'successTint'], texts: ['success', 'successInk', 'inkSoft', 'brand'] },
  doubtful: { on: ['surface', 'warningTint'], texts: ['warning', 'warningInk', 'inkSoft', 'brand'] },
  bad: { on: ['surface', 'dangerTint'], texts: ['danger', 'dangerInk', 'inkSoft', 'brand'] },
  reversed: { on: ['brand', 'dark', 'danger', 'successInk'], texts: ['onDark'] },
}

describe('text has a contrast of 4.5 : 1', () => {
  test.each(Object.entries(TEXTS))('%s', (_, { on, texts }) => {
    for (const ground of on) {
      for (const text of texts) {
        expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }
  })
  test('inputs have a frame of 3 : 1', () => {
    expect(contrast('lineInput', 'surface')).toBeGreaterThanOrEqual(3)
  })
})

test('the document gets every colour under its name in CSS', () => {
  expect(paletteCss).toContain('--brand-tint:#eceffb')
  expect(paletteCss.match(/--/g)).toHaveLength(Object.keys(palette).length + 1)
})
