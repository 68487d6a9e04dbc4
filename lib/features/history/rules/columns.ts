import { compact } from '@/lib/core/normalise'
import { HISTORY_COLUMNS, type HistoryColumn } from '../schema'

/** How a heading is compared: no blanks, case or width, no unit or note in brackets, no star of a required field. */
function headingKey(text: string): string {
  return compact(text).replace(/\(.*?\)|\[.*?\]|【.*?】|[*:：]/g, '')
}

const byHeading = new Map(
  HISTORY_COLUMNS.flatMap((column) =>
    [column.label, column.path, ...column.also].map((word) => [headingKey(word), column] as const),
  ),
)

export type HistoryHeading = {
  /** By place; null for a column that is not ours. */
  columns: (HistoryColumn | null)[]
  unknown: string[]
  /** Labels of ours that stand there twice, or not at all though every row needs them. */
  doubled: string[]
  missing: string[]
}

/** Reads a row as the heading of a file; null when fewer than three words of it are ours. */
export function readHistoryHeading(cells: readonly unknown[]): HistoryHeading | null {
  const texts = cells.map((cell) => (typeof cell === 'string' ? cell.trim() : ''))
  const columns = texts.map((text) => byHeading.get(headingKey(text)) ?? null)
  const known = columns.filter((column) => column !== null)
  if (known.length < 3) return null
  return {
    columns,
    unknown: texts.filter((text, place) => text !== '' && !columns[place]),
    doubled: [...new Set(known.filter((column, place) => known.indexOf(column) !== place))].map(
      ({ label }) => label,
    ),
    missing: HISTORY_COLUMNS.filter((column) => column.required && !known.includes(column)).map(
      ({ label }) => label,
    ),
  }
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
