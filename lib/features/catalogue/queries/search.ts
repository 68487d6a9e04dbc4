import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { decodeCursor, toPage } from '@/lib/core/cursor'
import { codeKey, nameKey } from '@/lib/core/normalise'
import type { Page, PageQuery } from '@/lib/core/page'
import { db } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { type CatalogueRow, type CatalogueRowDetail, catalogueEntry } from '../schema'

/** Trigram indexes need three characters; a shorter text matches only beginnings of words. */
const TRIGRAM = 3

/**
 * Entries by a part of any code, model, name, brand or maker, newest first. Blanks, case, width and separators of codes
 * make no difference.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function searchCatalogue(
  _actor: StaffActor,
  query: PageQuery & { q?: string },
): Promise<Page<CatalogueRow>> {
  const [before] = decodeCursor(query.cursor, z.tuple([z.uuid()])) ?? []
  const rows = await db().catalogueEntry.findMany({
    where: { ...(before ? { id: { lt: before } } : {}), ...textFilter(query.q) },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
  })
  return toPage(rows, query.limit, ({ id }) => [id], view)
}

/** @throws AppError NOT_FOUND */
export async function getCatalogueRow(_actor: StaffActor, id: string): Promise<CatalogueRowDetail> {
  const row = await db().catalogueEntry.findUnique({
    where: { id },
    include: {
      import: { select: { id: true, fileName: true, createdAt: true, staff: { select: { name: true } } } },
    },
  })
  if (!row) throw new AppError('NOT_FOUND')
  const { import: from } = row
  return {
    ...view(row),
    import: from && {
      id: from.id,
      fileName: from.fileName,
      staffName: from.staff.name,
      createdAt: from.createdAt.toISOString(),
    },
  }
}

/**
 * Searches the keys in the column by name key, by code key and by words: `sd16` finds SD-16, `*8881 1111` finds
 * 88811111QH…, `山推 SD16` finds entries with both.
 */
function textFilter(q = ''): Prisma.CatalogueEntryWhereInput {
  const keys = [...new Set([nameKey(q), codeKey(q)])].filter((key) => key !== '')
  if (keys.length === 0) return {}
  const words = q.trim().split(/\s+/).map(nameKey)
  const all = words.length > 1 ? [{ AND: words.map(containing) }] : []
  return { OR: [...keys.map(containing), ...all] }
}

function containing(key: string): Prisma.CatalogueEntryWhereInput {
  return { searchText: { contains: key.length < TRIGRAM ? ` ${literal(key)}` : literal(key) } }
}

/** Escapes the wildcards of LIKE. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

type Row = Prisma.CatalogueEntryGetPayload<{
  select: { id: true; details: true; source: true; createdAt: true }
}>

function view(row: Row): CatalogueRow {
  return {
    id: row.id,
    entry: catalogueEntry.safeParse(row.details).data ?? catalogueEntry.parse({}),
    source: row.source,
    createdAt: row.createdAt.toISOString(),
  }
}
