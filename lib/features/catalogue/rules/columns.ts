import { FIELDS, type FieldInfo } from '@/lib/features/content/schema/fields'
import { HeadingReader } from './heading'

/** Hours worked belong to one machine in use; they are not published. */
const NOT_PUBLISHED = new Set(['machine.annualHours', 'machine.totalHours'])
const SECTIONS = new Set(['codes', 'machine', 'engine'])

/** The columns of a file, with the labels of the owners' form. */
export const COLUMNS: readonly FieldInfo[] = FIELDS.filter(
  ({ step, path }) => SECTIONS.has(step) && !NOT_PUBLISHED.has(path),
)

/** A template column's heading, with its unit. */
export function headingOf({ label, unit }: FieldInfo): string {
  return unit ? `${label} (${unit})` : label
}

/** Known words that make a row a heading: a sheet's title above it has none. */
const MIN_KNOWN_WORDS = 2

export const catalogueHeadings = new HeadingReader(COLUMNS, MIN_KNOWN_WORDS)
