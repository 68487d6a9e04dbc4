import type { CatalogueEntry } from '../schema'

/**
 * An entry as one line in which order and absent fields make no difference: two rows that say the same word for word
 * have the same line, and so the same fingerprint.
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
