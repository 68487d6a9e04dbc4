import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { decodeCursor, decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page, PageQuery } from '@/lib/core/page'
import { db, type Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { type CatalogueImport, type CatalogueImportDetail, catalogueEntry, type ImportFault } from '../schema'

const include = { staff: { select: { name: true } } } as const
type Row = Prisma.CatalogueImportGetPayload<{ include: typeof include }>

/** A 32-bit column as text. */
const place = z.string().transform(Number).pipe(z.int32())

/** Every import, newest first: imports belong to no area. */
export async function listImports(_actor: StaffActor, query: PageQuery): Promise<Page<CatalogueImport>> {
  const after = decodeTimeCursor(query.cursor)
  const rows = await db().catalogueImport.findMany({
    where: after
      ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }
      : undefined,
    include,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  })
  return toPage(rows, query.limit, ({ createdAt, id }) => [createdAt.toISOString(), id], view)
}

/** For commands, inside their transaction. @throws AppError NOT_FOUND */
export async function getImport(tx: Tx, id: string): Promise<CatalogueImport> {
  const row = await tx.catalogueImport.findUnique({ where: { id }, include })
  if (!row) throw new AppError('NOT_FOUND')
  return view(row)
}

/** Counts, unknown columns and the preview of an import. @throws AppError NOT_FOUND */
export async function getImportDetail(_actor: StaffActor, id: string): Promise<CatalogueImportDetail> {
  const row = await db().catalogueImport.findUnique({
    where: { id },
    include: { ...include, _count: { select: { faults: true } } },
  })
  if (!row) throw new AppError('NOT_FOUND')
  return {
    ...view(row),
    unknownColumns: row.unknownColumns,
    preview: catalogueEntry.array().safeParse(row.preview ?? []).data ?? [],
    faultCount: row._count.faults,
  }
}

/** Faults in the order of the file. @throws AppError NOT_FOUND; MALFORMED for an invalid cursor */
export async function listImportFaults(
  _actor: StaffActor,
  id: string,
  query: PageQuery,
): Promise<Page<ImportFault>> {
  const [line, position] = decodeCursor(query.cursor, z.tuple([place, place])) ?? [-1, -1]
  if ((await db().catalogueImport.count({ where: { id } })) === 0) throw new AppError('NOT_FOUND')
  const rows = await db().catalogueImportFault.findMany({
    where: { importId: id, OR: [{ line: { gt: line } }, { line, position: { gt: position } }] },
    orderBy: [{ line: 'asc' }, { position: 'asc' }],
    take: query.limit + 1,
  })
  const cursorOf = (row: (typeof rows)[number]) => [String(row.line), String(row.position)]
  return toPage(rows, query.limit, cursorOf, ({ line, column, message }) => ({ line, column, message }))
}

function view(row: Row): CatalogueImport {
  const { id, fileName, bytes, status, doneRows, totalRows, goodRows, refusedRows, knownRows, addedRows } =
    row
  return {
    id,
    fileName,
    bytes,
    status,
    doneRows,
    totalRows,
    goodRows,
    refusedRows,
    knownRows,
    addedRows,
    failure: row.failure,
    staffName: row.staff.name,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }
}
