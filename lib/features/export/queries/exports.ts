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

/** One's own, asked for in the area that one still has: who moved to another bureau leaves its data behind. */
export function ownExports(actor: StaffActor): Prisma.MachineExportWhereInput {
  return { staffId: actor.id, search: { path: ['area'], equals: actor.divisionCode } }
}

/** The newest first. @throws AppError MALFORMED for a cursor that is not ours */
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

/** @throws AppError NOT_FOUND for what is not there or another's */
export async function getExport(actor: StaffActor, id: string, reader: Tx = db()): Promise<MachineExport> {
  const row = await reader.machineExport.findFirst({ where: { id, ...ownExports(actor) } })
  if (!row) throw new AppError('NOT_FOUND')
  return viewOf(row)
}

function viewOf(row: Row): MachineExport {
  const { id, format, columns, personal, doneRows, totalRows, failure, createdAt, finishedAt, expiresAt } =
    row
  const { search, byPerson } = readStored(row.search)
  // The job that removes files comes round every ten minutes; the hour on the screen holds all the same.
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
