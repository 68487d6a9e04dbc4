import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { chainOfFonts, coverageOf, encode } from './lib/font-coverage.ts'

/**
 * Writes lib/server/pdf/coverage.ts: which characters each font of the printed documents covers. Run after a font package
 * changes (`node scripts/bootstrap.mjs scripts/font-coverage.ts`); a test compares the table with the fonts.
 */
const rows = chainOfFonts()
  .map((font) => [font, encode(coverageOf(font))] as const)
  .filter(([, ranges]) => ranges !== '')
const file = path.join(import.meta.dirname, '../lib/server/pdf/coverage.ts')
writeFileSync(
  file,
  [
    '/** Made by scripts/font-coverage.ts, not to be edited: `distance.length,…` of code points, in base 36, by font. */',
    '// biome-ignore-all format: one font a line',
    'export const COVERAGE: Record<string, string> = {',
    ...rows.map(([font, ranges]) => `  '${font}': '${ranges}',`),
    '}',
    '',
  ].join('\n'),
)
