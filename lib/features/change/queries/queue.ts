import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { changesInArea } from '@/lib/core/area'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page } from '@/lib/core/page'
import { db, type Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { holderOf } from '../policy'
import { labelsOf } from '../rules/values'
import type { ChangeQueue, ChangeRow, listChangeQueueEndpoint } from '../schema/console'
import { type ChangeNames, findChangeNames, valuesOf } from './names'

/**
 * A queue is a filter, never a stored list. Pending changes belong to the bureau of their area alone, oldest first; both
 * areas of a move see it once done, last decided first.
 */
const QUEUES: Record<ChangeQueue, { where: (actor: StaffActor) => Prisma.ChangeWhereInput; open: boolean }> =
  {
    waiting: { where: (actor) => ({ ...actor.area, status: 'SUBMITTED' }), open: true },
    done: { where: (actor) => ({ status: 'DONE', AND: changesInArea(actor) }), open: false },
    returned: { where: (actor) => ({ ...actor.area, status: 'RETURNED' }), open: false },
  }

const PARTS = {
  machine: { select: { registrationNumber: true, categoryCode: true } },
  account: { select: { name: true } },
  decidedBy: { select: { name: true } },
  claimedBy: { select: { id: true, name: true } },
} satisfies Prisma.ChangeInclude

type Row = Prisma.ChangeGetPayload<{ include: typeof PARTS }>

/**
 * One page of a queue in the actor's area.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listChangeQueue(
  actor: StaffActor,
  { queue, type, cursor, limit }: z.output<typeof listChangeQueueEndpoint.query>,
): Promise<Page<ChangeRow>> {
  const { where, open } = QUEUES[queue]
  const column = open ? 'submittedAt' : 'decidedAt'
  const order = open ? 'asc' : 'desc'
  const rows = await db().change.findMany({
    where: { AND: [where(actor), after(cursor, column)], ...(type ? { type } : {}) },
    orderBy: [{ [column]: order }, { id: order }],
    take: limit + 1,
    include: PARTS,
  })
  const names = await findChangeNames(db(), rows)
  const districts = await districtsOf(db(), rows)
  return toPage(
    rows,
    limit,
    (row) => [(row[column] ?? row.submittedAt).toISOString(), row.id],
    (row) => toRow(row, names, districts),
  )
}

function after(cursor: string | undefined, column: 'submittedAt' | 'decidedAt'): Prisma.ChangeWhereInput {
  const last = decodeTimeCursor(cursor)
  if (!last) return {}
  const beyond = column === 'submittedAt' ? 'gt' : 'lt'
  return { OR: [{ [column]: { [beyond]: last.at } }, { [column]: last.at, id: { [beyond]: last.id } }] }
}

/** Full names of the districts of these changes, by code. */
export async function districtsOf(
  reader: Pick<Tx, 'division'>,
  rows: readonly { districtCode: string; toDistrictCode: string | null }[],
): Promise<Record<string, string>> {
  const codes = rows.flatMap(({ districtCode, toDistrictCode }) => [districtCode, toDistrictCode ?? ''])
  const found = await reader.division.findMany({
    where: { code: { in: [...new Set(codes)] } },
    select: { code: true, fullName: true },
  })
  return Object.fromEntries(found.map(({ code, fullName }) => [code, fullName]))
}

function toRow(row: Row, names: ChangeNames, districts: Record<string, string>): ChangeRow {
  const { categoryCode, registrationNumber } = row.machine
  return {
    id: row.id,
    type: row.type,
    status: row.status,
    machineId: row.machineId,
    registrationNumber: registrationNumber ?? '',
    categoryName: categoryCode && (names.lists.CATEGORY?.[categoryCode] ?? categoryCode),
    ownerName: row.account.name,
    what: whatOf(row, names),
    districtName: districts[row.districtCode] ?? row.districtCode,
    toDistrictName: row.toDistrictCode && (districts[row.toDistrictCode] ?? row.toDistrictCode),
    submittedAt: row.submittedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedByName: row.decidedBy?.name ?? null,
    claimedBy: row.status === 'SUBMITTED' && holderOf(row, new Date()) !== null ? row.claimedBy : null,
  }
}

function whatOf({ type, reason, after }: Row, names: ChangeNames): string {
  const values = valuesOf(after)
  if (type === 'CANCELLATION') return reason ?? ''
  if (type === 'OWNER') return `新机主 ${names.owners[String(values.ownerId)] ?? ''}`.trim()
  if (type === 'PLACE' && typeof values.districtCode === 'string')
    return `迁至 ${names.districts[values.districtCode] ?? values.districtCode}`
  return labelsOf(values).join('、')
}
