import { HeadingReader } from '@/lib/features/catalogue/rules/heading'
import { HISTORY_COLUMNS, type HistoryColumn } from '../schema'

/** Known words that make a row a heading: two occur in titles and notes as well. */
const MIN_KNOWN_WORDS = 3

export const historyHeadings = new HeadingReader(HISTORY_COLUMNS, MIN_KNOWN_WORDS)

/** Labels of the required columns that a file lacks. */
export function missingColumns(columns: readonly (HistoryColumn | null)[]): string[] {
  return HISTORY_COLUMNS.filter((column) => column.required && !columns.includes(column)).map(
    ({ label }) => label,
  )
}

/** The values of an NDJSON object by column path, and its unknown keys; null when it is no object. */
export function readHistoryObject(
  source: unknown,
): { values: Map<string, unknown>; unknown: string[] } | null {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return null
  const values = new Map<string, unknown>()
  const unknown: string[] = []
  const take = (path: string, value: unknown) => {
    if (PATHS.has(path)) values.set(path, value)
    else if (typeof value === 'object' && value !== null && !Array.isArray(value) && !path.includes('.')) {
      for (const [name, inner] of Object.entries(value)) take(`${path}.${name}`, inner)
    } else unknown.push(path)
  }
  for (const [name, value] of Object.entries(source)) take(name, value)
  return { values, unknown }
}

const PATHS = new Set(HISTORY_COLUMNS.map(({ path }) => path))
