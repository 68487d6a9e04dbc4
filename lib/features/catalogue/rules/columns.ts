import { FIELDS, type FieldInfo } from '@/lib/features/content/schema/fields'
import { HeadingReader } from './heading'

/** Hours worked belong to one machine in use, not to what is published of it. */
const NOT_PUBLISHED = new Set(['machine.annualHours', 'machine.totalHours'])
const SECTIONS = new Set(['codes', 'machine', 'engine'])

/** The columns of a file: the same words as on the owners' form. */
export const COLUMNS: readonly FieldInfo[] = FIELDS.filter(
  ({ step, path }) => SECTIONS.has(step) && !NOT_PUBLISHED.has(path),
)

/** The heading of a template's column, with its unit. */
export function headingOf({ label, unit }: FieldInfo): string {
  return unit ? `${label} (${unit})` : label
}

/** Two known words make a heading: a sheet's own title above it has none. */
const KNOWN_AT_LEAST = 2

export const catalogueHeadings = new HeadingReader(COLUMNS, KNOWN_AT_LEAST)
