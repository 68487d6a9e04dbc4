import { sha256 } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import { canonicalEntry } from '../rules/fingerprint'
import type { GoodRow } from '../rules/read-row'

/** SHA-256 of the canonical entry, hex. */
export function fingerprintOf({ entry }: Pick<GoodRow, 'entry'>): string {
  return sha256(canonicalEntry(entry))
}

/** An entry as a database row. */
export function entryRow(
  row: GoodRow,
  source: string,
  importId: string | null,
): Prisma.CatalogueEntryCreateManyInput {
  const codes = Object.fromEntries(Object.entries(row.codes).map(([name, code]) => [name, code || null]))
  return { ...codes, details: row.entry, source, importId, fingerprint: fingerprintOf(row) }
}
