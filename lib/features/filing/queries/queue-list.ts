import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaFilter } from '@/lib/core/area'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page } from '@/lib/core/page'
import { auditAlone } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { type listQueueEndpoint, type QueueRow, queueRow } from '../schema/console'
import { personalMeaning, personCondition, searchHits } from './queue-search'
import { QUEUES, queueCondition } from './queue-table'

type QueueQuery = z.output<typeof listQueueEndpoint.query>

/**
 * One page of a queue in the actor's area: open filings oldest submission first, decided ones newest decision first.
 * `districtCode` narrows to a division of that area (a city's code works as well); any other gives an empty page.
 * A search collects its hits first: with the sort beside a trigram match, PostgreSQL sometimes scans the whole area.
 * A search by phone or ID number is audited, without the text.
 * @throws AppError MALFORMED for an invalid cursor
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
  const by = query.q ? personalMeaning(query.q) : null
  if (by) await recordSearch(actor, by, query.q ?? '', rows)
  return toPage(rows, limit, (row) => [(row[sort.column] ?? new Date(0)).toISOString(), row.id], toQueueRow)
}

/** Once for the bureau, and once for each who was found by the number: that person's own list is read by account (docs/decisions/0067). */
async function recordSearch(actor: StaffActor, by: string, q: string, rows: readonly Row[]): Promise<void> {
  const districtCode = actor.divisionCode
  const { owners } = await searchedFor(q, rows)
  const bureau = { subjectType: 'bureau', subjectId: actor.bureauId, districtCode }
  const details = { by, found: rows.length > 0, ...(owners ? { owners } : {}) }
  await auditAlone(db(), actor, { action: 'filing.search', ...bureau, details })
  for (const subjectId of owners ?? [])
    await auditAlone(db(), actor, {
      action: 'filing.find-owner',
      subjectType: 'account',
      subjectId,
      districtCode,
      details: { by },
    })
}

const accountRow = z.object({ id: z.uuid() })

/** Whom an officer looked for: only who stands in a filing that was found, so of the officer's area. */
async function searchedFor(q: string, rows: readonly Row[]): Promise<{ owners?: string[] }> {
  const found = await rowsOf(db(), accountRow)`
    SELECT DISTINCT a.id FROM filing f JOIN account a ON a.id = f."ownerId" OR a.id = f."filerId"
    WHERE f.id = ANY (${rows.map(({ id }) => id)}::uuid[]) AND ${personCondition(q)} ORDER BY a.id`
  return found.length === 0 ? {} : { owners: found.map(({ id }) => id) }
}

type Sort = { column: 'submittedAt' | 'reviewedAt'; by: Prisma.Sql; operator: '>' | '<' }
const SORTS: Record<'OLDEST' | 'NEWEST', Sort> = {
  OLDEST: { column: 'submittedAt', by: Prisma.sql`f."submittedAt", f.id`, operator: '>' },
  NEWEST: { column: 'reviewedAt', by: Prisma.sql`f."reviewedAt" DESC, f.id DESC`, operator: '<' },
}

/** Condition: the rows after the cursor. */
function after(cursor: string | undefined, { column, operator }: Sort): Prisma.Sql {
  const last = decodeTimeCursor(cursor)
  if (!last) return Prisma.sql`true`
  return Prisma.sql`(f.${Prisma.raw(`"${column}"`)}, f.id) ${Prisma.raw(operator)} (${last.at}, ${last.id}::uuid)`
}

function filters({ categoryCode, districtCode, kind, claimedById }: QueueQuery): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = []
  if (categoryCode) conditions.push(Prisma.sql`f."categoryCode" = ${categoryCode}`)
  if (claimedById) conditions.push(Prisma.sql`f."claimedById" = ${claimedById}::uuid`)
  if (kind) conditions.push(Prisma.sql`f.kind = ${kind}`)
  if (districtCode) conditions.push(areaSql(areaFilter(districtCode)))
  return conditions
}

const COLUMNS = Prisma.sql`
  f.id, f.number, f.status::text AS status, f.revision, f.kind, f."categoryCode", f.plate,
  f.content->'codes'->>'machineEnvCode' AS "machineEnvCode",
  f.content->'machine'->>'model' AS "machineModel", f.content->'machine'->>'serial' AS "machineSerial",
  f.content->'engine'->>'serial' AS "engineSerial", f."districtCode",
  f."submittedAt", f."warnAt", f."dueAt", f."reviewedAt", f."claimedById", f."keptForId",
  f."decisionDueAt" IS NOT NULL AS deciding,
  o.name AS "ownerName", o.type::text AS "ownerType", d.name AS "districtName", s.name AS "claimedByName",
  k.name AS "keptForName", passed.by AS "passedByName", passed.note AS "passedNote",
  f."assistedBureauId" IS NOT NULL AS assisted,
  m."registrationNumber"`

const JOINS = Prisma.sql`
  JOIN account o ON o.id = f."ownerId"
  LEFT JOIN division d ON d.code = f."districtCode"
  LEFT JOIN staff s ON s.id = f."claimedById"
  LEFT JOIN staff k ON k.id = f."keptForId"
  LEFT JOIN LATERAL (
    SELECT ps.name AS by, pn.text AS note
    FROM filing_pass p JOIN staff ps ON ps.id = p."byId" LEFT JOIN filing_note pn ON pn.id = p."noteId"
    WHERE p."filingId" = f.id AND p."passedAt" = f."claimedAt" AND p."toId" = f."claimedById" LIMIT 1) passed ON true
  LEFT JOIN machine m ON m."filingId" = f.id`

const time = z.date().nullable()
const listedFiling = queueRow.omit({ claimedBy: true, keptFor: true, passed: true }).extend({
  submittedAt: time,
  warnAt: time,
  dueAt: time,
  reviewedAt: time,
  claimedById: z.uuid().nullable(),
  claimedByName: z.string().nullable(),
  keptForId: z.uuid().nullable(),
  keptForName: z.string().nullable(),
  passedByName: z.string().nullable(),
  passedNote: z.string().nullable(),
})
type Row = z.output<typeof listedFiling>

function toQueueRow({ claimedById, claimedByName, keptForId, keptForName, ...rest }: Row): QueueRow {
  const { passedByName, passedNote, ...row } = rest
  return {
    ...row,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    warnAt: row.warnAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    claimedBy: claimedById ? { id: claimedById, name: claimedByName ?? '' } : null,
    passed: passedByName === null ? null : { byName: passedByName, note: passedNote },
    keptFor: keptForId ? { id: keptForId, name: keptForName ?? '' } : null,
  }
}
