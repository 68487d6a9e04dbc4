import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page, PageQuery } from '@/lib/core/page'
import { db, type Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { exportFileName } from '../rules/status'
import type { MachineExport } from '../schema'
import { readStored } from './stored'

type Row = Prisma.MachineExportGetPayload<object>

/** Filter: the actor's own exports of the current area; after moving to another bureau the earlier ones are hidden. */
export function ownExports(actor: StaffActor): Prisma.MachineExportWhereInput {
  return { staffId: actor.id, search: { path: ['area'], equals: actor.divisionCode } }
}

/** Newest first. @throws AppError MALFORMED for an invalid cursor */
export async function listExports(actor: StaffActor, query: PageQuery): Promise<Page<MachineExport>> {
  const last = decodeTimeCursor(query.cursor)
  const after: Prisma.MachineExportWhereInput = last
    ? { OR: [{ createdAt: { lt: last.at } }, { createdAt: last.at, id: { lt: last.id } }] }
    : {}
  const rows = await db().machineExport.findMany({
    where: { ...ownExports(actor), ...after },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  })
  return toPage(rows, query.limit, ({ createdAt, id }) => [createdAt.toISOString(), id], viewOf)
}

/** @throws AppError NOT_FOUND when it does not exist or is another's */
export async function getExport(actor: StaffActor, id: string, reader: Tx = db()): Promise<MachineExport> {
  const row = await reader.machineExport.findFirst({ where: { id, ...ownExports(actor) } })
  if (!row) throw new AppError('NOT_FOUND')
  return viewOf(row)
}

function viewOf(row: Row): MachineExport {
  const { id, format, columns, personal, doneRows, totalRows, failure, createdAt, finishedAt, expiresAt } =
    row
  const { search, byPerson } = readStored(row.search)
  // The expiry job runs only every ten minutes; the time shown must hold nevertheless.
  const over = row.status === 'DONE' && expiresAt !== null && expiresAt <= new Date()
  return {
    id,
    format,
    status: over ? 'EXPIRED' : row.status,
    search,
    byPerson,
    columns,
    personal,
    doneRows,
    totalRows,
    fileName: exportFileName(format, createdAt),
    bytes: row.bytes === null ? null : Number(row.bytes),
    failure,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  }
}
