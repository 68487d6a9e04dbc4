import { expect, test } from 'vitest'
import { missingPaths, missingSpecs } from './doc-paths'

test('a path in backticks that does not exist is found, once; placeholders and other words are not paths', () => {
  const text =
    '`lib/core/area.ts` and `lib/gone.ts`, `lib/gone.ts`; `docs/decisions/NNNN-name.md`, `lib/features/<noun>`, `npm start`'
  expect(missingPaths(text, (file) => file === 'lib/core/area.ts')).toEqual(['lib/gone.ts'])
})

test('finds a browser test that is named without a folder and is none', () => {
  const text = 'walk, `story.spec.ts`, `gone.spec.ts`, `e2e/specs/owner/gone-too.spec.ts`'
  expect(missingSpecs(text, new Set(['story.spec.ts']))).toEqual(['gone.spec.ts'])
})
