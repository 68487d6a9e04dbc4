import { expect, test } from 'vitest'
import { colourFault } from './colour-faults'

const css = 'components/desk/panel.module.css'

test.each(['color: #fff;', 'background: rgb(0 0 0 / 5%);', 'color: white;', "style={{ color: 'red' }}"])(
  'a colour outside the palette: %s',
  (text) => expect(colourFault(css, text)).toContain('palette.ts'),
)

test('an undefined custom property', () => {
  expect(colourFault(css, 'color: var(--inks);')).toBe('--inks is defined nowhere')
})

test.each([
  'color: var(--ink);',
  'height: calc(2 * var(--vh));',
  'color: transparent;',
  'white-space: nowrap;',
  '--cell: 8px; padding: 0 var(--cell);',
])('accepts %s', (text) => expect(colourFault(css, text)).toBeUndefined())

test('printed documents and drawings define their own colours', () => {
  expect(colourFault('components/document/paper.module.css', 'color: #333;')).toBeUndefined()
  expect(colourFault('components/photo/drawing/plates.tsx', 'fill="#333"')).toBeUndefined()
})
