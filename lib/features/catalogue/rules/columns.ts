import { compact } from '@/lib/core/normalise'
import { FIELDS, type FieldInfo } from '@/lib/features/filing/schema/fields'

/** Hours worked belong to one machine in use, not to what is published of it. */
const NOT_PUBLISHED = new Set(['machine.annualHours', 'machine.totalHours'])
const SECTIONS = new Set(['codes', 'machine', 'engine'])

/** The columns of a file: the same words as on the owners' form. */
export const COLUMNS: readonly FieldInfo[] = FIELDS.filter(
  ({ step, path }) => SECTIONS.has(step) && !NOT_PUBLISHED.has(path),
)

/** How a heading is compared: no blanks, case or width, no unit or note in brackets, no star of a required field. */
function headingKey(text: string): string {
  return compact(text).replace(/\(.*?\)|\[.*?\]|【.*?】|[*:：]/g, '')
}

const byHeading = new Map(COLUMNS.map((column) => [headingKey(column.label), column]))

/** The heading of a template's column, with its unit. */
export function headingOf({ label, unit }: FieldInfo): string {
  return unit ? `${label} (${unit})` : label
}

export type Heading = {
  /** By place; null for a column that is not ours. */
  columns: (FieldInfo | null)[]
  /** Headings that mean nothing to us, as written. */
  unknown: string[]
  /** Our columns that stand there twice: which of them counts nobody could tell. */
  doubled: string[]
}

/** Two known words make a heading: a sheet's own title above it has none. */
const KNOWN_AT_LEAST = 2

/** Reads a row as the heading of a file, or null when it is none. */
export function readHeading(cells: readonly unknown[]): Heading | null {
  const texts = cells.map((cell) => (typeof cell === 'string' ? cell.trim() : ''))
  const columns = texts.map((text) => byHeading.get(headingKey(text)) ?? null)
  const known = columns.filter((column) => column !== null)
  if (known.length < KNOWN_AT_LEAST) return null
  return {
    columns,
    unknown: texts.filter((text, place) => text !== '' && !columns[place]),
    doubled: [...new Set(known.filter((column, place) => known.indexOf(column) !== place))].map(
      ({ label }) => label,
    ),
  }
}
