import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaFilter } from '@/lib/core/area'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page } from '@/lib/core/page'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { type listQueueEndpoint, type QueueRow, queueRow } from '../schema/console'
import { searchHits } from './queue-search'
import { QUEUES, queueCondition } from './queue-table'

type QueueQuery = z.output<typeof listQueueEndpoint.query>

/**
 * One page of a queue, inside the actor's area: open filings oldest submission first, decided ones newest decision first.
 * `districtCode` narrows to a division of the own area (a city's code works as well); another gives an empty page.
 * @throws AppError MALFORMED for a cursor that is not ours
 */
export async function listQueue(actor: StaffActor, query: QueueQuery): Promise<Page<QueueRow>> {
  const { limit } = query
  const sort = SORTS[QUEUES[query.queue].order]
  const condition = Prisma.join([queueCondition(query.queue, actor, new Date()), ...filters(query)], ' AND ')
  const rows = await rowsOf(db(), listedFiling)`
    ${query.q ? Prisma.sql`WITH hits AS MATERIALIZED (${searchHits(query.q, condition)})` : Prisma.empty}
    SELECT ${COLUMNS}
    FROM (
      SELECT f.* FROM filing f
      WHERE ${query.q ? Prisma.sql`f.id IN (SELECT id FROM hits)` : condition} AND ${after(query.cursor, sort)}
      ORDER BY ${sort.by} LIMIT ${limit + 1}
    ) f ${JOINS}
    ORDER BY ${sort.by}`
  return toPage(rows, limit, (row) => [(row[sort.column] ?? new Date(0)).toISOString(), row.id], toQueueRow)
}

type Sort = { column: 'submittedAt' | 'reviewedAt'; by: Prisma.Sql; beyond: '>' | '<' }
const SORTS: Record<'OLDEST' | 'NEWEST', Sort> = {
  OLDEST: { column: 'submittedAt', by: Prisma.sql`f."submittedAt", f.id`, beyond: '>' },
  NEWEST: { column: 'reviewedAt', by: Prisma.sql`f."reviewedAt" DESC, f.id DESC`, beyond: '<' },
}

/** A search collects its hits first: sorted beside a trigram match, PostgreSQL sometimes walks the whole area. */
function after(cursor: string | undefined, { column, beyond }: Sort): Prisma.Sql {
  const last = decodeTimeCursor(cursor)
  if (!last) return Prisma.sql`true`
  return Prisma.sql`(f.${Prisma.raw(`"${column}"`)}, f.id) ${Prisma.raw(beyond)} (${last.at}, ${last.id}::uuid)`
}

function filters({ categoryCode, districtCode, kind }: QueueQuery): Prisma.Sql[] {
  const wanted: Prisma.Sql[] = []
  if (categoryCode) wanted.push(Prisma.sql`f."categoryCode" = ${categoryCode}`)
  if (kind) wanted.push(Prisma.sql`f.kind = ${kind}`)
  if (districtCode) wanted.push(areaSql(areaFilter(districtCode)))
  return wanted
}

const COLUMNS = Prisma.sql`
  f.id, f.status::text AS status, f.revision, f.kind, f."categoryCode", f.plate,
  f.content->'codes'->>'machineEnvCode' AS "machineEnvCode",
  f.content->'machine'->>'model' AS "machineModel", f.content->'machine'->>'serial' AS "machineSerial",
  f.content->'engine'->>'serial' AS "engineSerial", f."districtCode",
  f."submittedAt", f."warnAt", f."dueAt", f."reviewedAt", f."claimedById",
  o.name AS "ownerName", o.type::text AS "ownerType", d.name AS "districtName", s.name AS "claimedByName",
  m."registrationNumber"`

const JOINS = Prisma.sql`
  JOIN account o ON o.id = f."ownerId"
  LEFT JOIN division d ON d.code = f."districtCode"
  LEFT JOIN staff s ON s.id = f."claimedById"
  LEFT JOIN machine m ON m."filingId" = f.id`

const time = z.date().nullable()
const listedFiling = queueRow.omit({ claimedBy: true }).extend({
  submittedAt: time,
  warnAt: time,
  dueAt: time,
  reviewedAt: time,
  claimedById: z.uuid().nullable(),
  claimedByName: z.string().nullable(),
})
type Row = z.output<typeof listedFiling>

function toQueueRow({ claimedById, claimedByName, ...row }: Row): QueueRow {
  return {
    ...row,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    warnAt: row.warnAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    claimedBy: claimedById ? { id: claimedById, name: claimedByName ?? '' } : null,
  }
}
