import { db, type Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { bestEntry, type CatalogueSubject, codesOf, differences, GROUP_COLUMNS } from '../rules/codes'
import {
  CATALOGUE_GROUPS,
  type CatalogueEntry,
  type CatalogueGroup,
  type CatalogueMatch,
  catalogueEntry,
} from '../schema'

/** Enough to include the right serial among the entries of one disclosure number. */
const CANDIDATES = 500

/**
 * Looks one group of codes up in the local catalogue.
 * @param codes normalised, in the order of the group's columns
 * @returns the entry in the sections of a filing, to prefill the form, or null
 */
export async function findByCodes(
  group: CatalogueGroup,
  codes: readonly string[],
): Promise<CatalogueEntry | null> {
  const [first = '', second] = codes
  const [a, b] = GROUP_COLUMNS[group]
  const rows = await db().catalogueEntry.findMany({
    where: b ? { [a]: first, OR: [{ [b]: second }, { [b]: null }] } : { [a]: first },
    orderBy: { id: 'desc' },
    take: CANDIDATES,
  })
  const row = bestEntry(rows, group, first, second)
  return row ? readEntry(row.details) : null
}

/**
 * For the officer: in which groups a filing matches the catalogue, and in which fields the two differ.
 * @param content the filing's document
 */
export async function matchesCatalogue(
  tx: Pick<Tx, 'catalogueEntry'>,
  content: CatalogueSubject,
): Promise<CatalogueMatch[]> {
  const codes = codesOf(content)
  const filled = CATALOGUE_GROUPS.filter((group) => codes[GROUP_COLUMNS[group][0]] !== '')
  if (filled.length === 0) return []
  const where: Prisma.CatalogueEntryWhereInput[] = filled.map((group) => {
    const [a] = GROUP_COLUMNS[group]
    return { [a]: codes[a] }
  })
  const rows = await tx.catalogueEntry.findMany({
    where: { OR: where },
    orderBy: { id: 'desc' },
    take: CANDIDATES,
  })
  return filled.flatMap((group): CatalogueMatch[] => {
    const [a, b] = GROUP_COLUMNS[group]
    const row = bestEntry(rows, group, codes[a], b && codes[b])
    const entry = row && readEntry(row.details)
    return entry ? [{ group, entryId: row.id, differences: differences(content, entry) }] : []
  })
}

/** A stored entry, or null when its shape is outdated: better no match than a wrong one. */
function readEntry(details: Prisma.JsonValue): CatalogueEntry | null {
  return catalogueEntry.safeParse(details).data ?? null
}
