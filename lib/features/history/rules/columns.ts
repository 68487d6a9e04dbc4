import { HeadingReader } from '@/lib/features/catalogue/rules/heading'
import { HISTORY_COLUMNS, type HistoryColumn } from '../schema'

/** Three known words make a heading: two stand in many a title or note. */
const KNOWN_AT_LEAST = 3

export const historyHeadings = new HeadingReader(HISTORY_COLUMNS, KNOWN_AT_LEAST)

/** Labels of columns that every row needs and a file does not have. */
export function missingColumns(columns: readonly (HistoryColumn | null)[]): string[] {
  return HISTORY_COLUMNS.filter((column) => column.required && !columns.includes(column)).map(
    ({ label }) => label,
  )
}

/** A line of NDJSON → the values by path of our columns; keys that are not ours are named. */
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
