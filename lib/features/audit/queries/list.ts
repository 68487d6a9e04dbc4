import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaPrefix, WHOLE_COUNTRY } from '@/lib/core/area'
import { chinaDayEnd, chinaDayStart } from '@/lib/core/clock'
import { decodeCursor, toPage } from '@/lib/core/cursor'
import type { Page } from '@/lib/core/page'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import type { AuditEventView, AuditQuery } from '../schema'
import { eventNames, namesIn } from './event-names'

const eventRow = z.object({ id: z.bigint() })

/**
 * Events in the actor's area: those of its divisions, and those by staff of its bureaus in any division. Those of no division (unknown usernames,
 * owners' sign-ins, jobs) are the nation's: no event is visible to nobody. Newest first.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listAuditEvents(actor: StaffActor, query: AuditQuery): Promise<Page<AuditEventView>> {
  const found = await rowsOf(db(), eventRow)`
    SELECT e.id FROM audit_event e
    WHERE ${visibleTo(actor)} AND ${Prisma.join(conditionsOf(query), ' AND ')}
    ORDER BY e.id DESC LIMIT ${query.limit + 1}`
  const rows = await db().auditEvent.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    include: { seal: { select: { seq: true } } },
    orderBy: { id: 'desc' },
  })
  const names = await eventNames(actor, rows)
  return toPage(
    rows,
    query.limit,
    (row) => [row.id.toString()],
    (row) => view(row, names),
  )
}

/** A 64-bit column as text. */
const eventId = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)

function conditionsOf({
  actorId,
  subjectType,
  subjectId,
  action,
  from,
  to,
  cursor,
}: AuditQuery): Prisma.Sql[] {
  const [before] = decodeCursor(cursor, z.tuple([eventId])) ?? []
  return [
    Prisma.sql`TRUE`,
    ...(actorId ? [Prisma.sql`e."actorId" = ${actorId}::uuid`] : []),
    ...(subjectType ? [Prisma.sql`e."subjectType" = ${subjectType}`] : []),
    ...(subjectId ? [Prisma.sql`e."subjectId" = ${subjectId}`] : []),
    ...(action ? [Prisma.sql`e.action = ${action}`] : []),
    ...(from ? [Prisma.sql`e.at >= ${chinaDayStart(from)}`] : []),
    ...(to ? [Prisma.sql`e.at < ${chinaDayEnd(to)}`] : []),
    ...(before === undefined ? [] : [Prisma.sql`e.id < ${before}`]),
  ]
}

/** A subquery for the staff: a province has more than one statement can take as parameters. */
function visibleTo(actor: StaffActor): Prisma.Sql {
  if (actor.divisionCode === WHOLE_COUNTRY) return Prisma.sql`TRUE`
  const inside = `${areaPrefix(actor.divisionCode)}%`
  return Prisma.sql`(e."districtCode" LIKE ${inside} OR (e."actorKind" = 'STAFF' AND e."actorId" IN (
    SELECT s.id FROM staff s JOIN bureau b ON b.id = s."bureauId" WHERE b."divisionCode" LIKE ${inside})))`
}

type Row = Prisma.AuditEventGetPayload<{ include: { seal: { select: { seq: true } } } }>

function view(row: Row, names: ReadonlyMap<string, string>): AuditEventView {
  const { actorKind, actorId, subjectType, subjectId, districtCode, requestId, address } = row
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
    address,
    names: namesIn(row, names),
    sealed: row.seal !== null,
  }
}

function detailsOf(details: Prisma.JsonValue): Record<string, unknown> {
  return typeof details === 'object' && details !== null && !Array.isArray(details) ? details : {}
}
