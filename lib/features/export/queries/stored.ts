import { z } from 'zod'
import { isPersonal } from '@/lib/features/machine/rules/search-text'
import { decrypt, encrypt } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import { type ExportSearch, exportSearch } from '../schema'

/**
 * A search as stored in machine_export. A phone or an ID number in it is encrypted; anything else stays readable. `area`
 * is the officer's at the time of the request: after moving to another area the export is not accessible.
 */
const storedSearch = exportSearch.extend({ area: z.string(), sealedText: z.string().optional() })

/** @param id of the export that it will stand in */
export function storeSearch(id: string, search: ExportSearch, area: string): Prisma.InputJsonObject {
  const { q, ...rest } = search
  if (q === undefined) return { ...rest, area }
  return isPersonal(q)
    ? { ...rest, area, sealedText: encrypt('machine_export.search', id, q) }
    : { ...rest, q, area }
}

/** For display: without the encrypted text. */
export function readStored(stored: unknown): { search: ExportSearch; area: string; byPerson: boolean } {
  const { area, sealedText, ...search } = storedSearch.parse(stored)
  return { search, area, byPerson: sealedText !== undefined }
}

/** For running the search: with the text decrypted. */
export function openStored({ id, search: stored }: { id: string; search: unknown }): ExportSearch {
  const { area: _, sealedText, ...search } = storedSearch.parse(stored)
  return sealedText === undefined
    ? search
    : { ...search, q: decrypt('machine_export.search', id, sealedText) }
}
