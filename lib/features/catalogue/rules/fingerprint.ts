import type { CatalogueEntry } from '../schema'

/**
 * An entry as one line, independent of field order and empty fields: two rows with the same values have the same line
 * and thus the same fingerprint.
 */
export function canonicalEntry(entry: CatalogueEntry): string {
  const sections = Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(
    sections.map(([name, section]) => [
      name,
      Object.entries(section)
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  )
}
