import { expect, test } from 'vitest'
import { colourFault } from './colour-faults'

const css = 'components/desk/panel.module.css'

test.each(['color: #fff;', 'background: rgb(0 0 0 / 5%);', 'color: white;', "style={{ color: 'red' }}"])(
  'a colour outside its home: %s',
  (text) => expect(colourFault(css, text)).toContain('palette.ts'),
)

test('a name that nothing defines', () => {
  expect(colourFault(css, 'color: var(--inks);')).toBe('--inks is defined nowhere')
})

test.each([
  'color: var(--ink);',
  'height: calc(2 * var(--vh));',
  'color: transparent;',
  'white-space: nowrap;',
  '--cell: 8px; padding: 0 var(--cell);',
])('right: %s', (text) => expect(colourFault(css, text)).toBeUndefined())

test('papers and drawings have colours of their own', () => {
  expect(colourFault('components/document/paper.module.css', 'color: #333;')).toBeUndefined()
  expect(colourFault('components/photo/drawing/plates.tsx', 'fill="#333"')).toBeUndefined()
})
