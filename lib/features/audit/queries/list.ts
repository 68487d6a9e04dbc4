import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaPrefix } from '@/lib/core/area'
import { chinaDayEnd, chinaDayStart } from '@/lib/core/clock'
import { maskName } from '@/lib/core/mask'
import { decodeCursor, type Page, toPage } from '@/lib/core/page'
import { db } from '@/lib/server/db'
import type { Prisma } from '@/prisma/client'
import type { AuditEventView, AuditQuery } from '../schema'

/**
 * Events inside the actor's area: those of its divisions, and those done by staff of its bureaus wherever they acted.
 * Newest first.
 */
export async function listAuditEvents(actor: StaffActor, query: AuditQuery): Promise<Page<AuditEventView>> {
  const before = positionOf(query.cursor)
  const rows = await db().auditEvent.findMany({
    where: {
      ...(await visibleTo(actor)),
      actorId: query.actorId,
      subjectType: query.subjectType,
      subjectId: query.subjectId,
      action: query.action,
      at: {
        gte: query.from ? chinaDayStart(query.from) : undefined,
        lt: query.to ? chinaDayEnd(query.to) : undefined,
      },
      id: before === null ? undefined : { lt: before },
    },
    include: { seal: { select: { seq: true } } },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
  })
  const names = await actorNames(rows.flatMap((row) => (row.actorId ? [row.actorId] : [])))
  return toPage(
    rows,
    query.limit,
    (row) => [row.id.toString()],
    (row) => view(row, names),
  )
}

function positionOf(cursor: string | undefined): bigint | null {
  const [position] = decodeCursor(cursor, 1) ?? []
  if (position === undefined) return null
  if (!/^\d{1,18}$/.test(position))
    throw new AppError('MALFORMED', { detail: 'cursor 无效，请从第一页重新查询' })
  return BigInt(position)
}

async function visibleTo(actor: StaffActor): Promise<Prisma.AuditEventWhereInput> {
  const inside = { startsWith: areaPrefix(actor.divisionCode) }
  const colleagues = await db().staff.findMany({
    where: { bureau: { divisionCode: inside } },
    select: { id: true },
  })
  return {
    OR: [
      { districtCode: inside },
      { actorKind: 'STAFF', actorId: { in: colleagues.map((staff) => staff.id) } },
    ],
  }
}

/** Staff are named; owners masked, since the log is no directory of them. */
async function actorNames(ids: string[]): Promise<Map<string, string>> {
  const where = { id: { in: [...new Set(ids)] } }
  const [staff, accounts] = await Promise.all([
    db().staff.findMany({ where, select: { id: true, name: true } }),
    db().account.findMany({ where, select: { id: true, name: true } }),
  ])
  return new Map([
    ...accounts.map(({ id, name }): [string, string] => [id, maskName(name)]),
    ...staff.map(({ id, name }): [string, string] => [id, name]),
  ])
}

type Row = Prisma.AuditEventGetPayload<{ include: { seal: { select: { seq: true } } } }>

function view(row: Row, names: Map<string, string>): AuditEventView {
  const { actorKind, actorId, subjectType, subjectId, districtCode, requestId } = row
  return {
    id: row.id.toString(),
    at: row.at.toISOString(),
    actor: { kind: actorKind, id: actorId, name: actorId === null ? null : (names.get(actorId) ?? null) },
    action: row.action,
    subjectType,
    subjectId,
    districtCode,
    details: detailsOf(row.details),
    requestId,
    sealed: row.seal !== null,
  }
}

function detailsOf(details: Prisma.JsonValue): Record<string, unknown> {
  return typeof details === 'object' && details !== null && !Array.isArray(details) ? details : {}
}
