import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaPrefix } from '@/lib/core/area'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { sentenceOf } from '../rules/sentence'
import { type Alert, alert, type listAlertsEndpoint, photoFacts, type WatchKind } from '../schema'

/** A condition on `alert a`: at least one of its places is in the actor's area. */
export function inArea(actor: StaffActor): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM unnest(a.places) place WHERE place::text LIKE ${`${areaPrefix(actor.divisionCode)}%`})`
}

/**
 * A condition on `alert a`: the actor watches its kind, and one of its places is both in the watched area and in the
 * actor's current one, so that staff who move to another bureau get no more alerts of the old area.
 */
function watchedBy(actor: StaffActor): Prisma.Sql {
  const watchedArea = Prisma.sql`rtrim(CASE WHEN right(w."divisionCode", 4) = '0000' THEN left(w."divisionCode", 2)
    WHEN right(w."divisionCode", 2) = '00' THEN left(w."divisionCode", 4) ELSE w."divisionCode" END) || '%'`
  return Prisma.sql`EXISTS (
    SELECT FROM watch w, unnest(a.places) place
    WHERE w."staffId" = ${actor.id}::uuid AND w.kind = a.kind
      AND (w."divisionCode" = '000000' OR place::text LIKE ${watchedArea})
      AND place::text LIKE ${`${areaPrefix(actor.divisionCode)}%`})`
}

const alertRow = alert
  .pick({ id: true, kind: true, urgency: true, divisionCode: true, divisionName: true })
  .extend({
    facts: z.unknown(),
    subject: z.string(),
    foundAt: z.date(),
    staffName: z.string().nullable(),
    total: z.int(),
  })
type Row = z.output<typeof alertRow>

/** Open alerts that the actor subscribes to, most urgent first; either the hidden ones (`aside`) or the others. */
export async function listAlerts(
  actor: StaffActor,
  { aside, limit }: z.output<typeof listAlertsEndpoint.query>,
): Promise<z.output<typeof listAlertsEndpoint.response>> {
  const rows = await rowsOf(db(), alertRow)`
    SELECT a.id, a.kind::text AS kind, a.urgency, a."divisionCode", d."fullName" AS "divisionName", a.subject, a.facts,
      a."foundAt", s.name AS "staffName", count(*) OVER ()::int AS total
    FROM alert a JOIN division d ON d.code = a."divisionCode"
    LEFT JOIN staff s ON s.id = CASE WHEN a.kind = 'UNUSUAL_REVIEWER' THEN a.subject::uuid END
    LEFT JOIN alert_seen n ON n."alertId" = a.id AND n."staffId" = ${actor.id}::uuid
    WHERE a."endedAt" IS NULL AND ${watchedBy(actor)} AND coalesce(n.level >= a.level, FALSE) = ${aside}
    ORDER BY a.urgency DESC, a."changedAt" DESC, a.id LIMIT ${limit}`
  const filings = await filingsOf(actor, rows)
  const data = rows.map((row) => ({ ...toAlert(row, filings), aside }))
  return { data, total: rows[0]?.total ?? 0, checkedAt: await lastCheck(actor) }
}

const checkRow = z.object({ checkedAt: z.date() })

/** When the country was last checked, if that was after the actor's last subscription. */
async function lastCheck(actor: StaffActor): Promise<string | null> {
  const [check] = await rowsOf(db(), checkRow)`
    SELECT c."checkedAt" FROM watch_check c
    WHERE c."checkedAt" >= (SELECT max(w."createdAt") FROM watch w WHERE w."staffId" = ${actor.id}::uuid)`
  return check?.checkedAt.toISOString() ?? null
}

const alertFiling = alert.shape.filings.element
type AlertFiling = z.output<typeof alertFiling>

/** The filings of alerts that are in the actor's area, by id. */
async function filingsOf(actor: StaffActor, rows: Row[]): Promise<Map<string, AlertFiling>> {
  const ids = rows.flatMap((row) => idsOf(row.kind, row.facts))
  if (ids.length === 0) return new Map()
  const found = await rowsOf(db(), alertFiling)`
    SELECT f.id, d."fullName" AS "districtName", m."registrationNumber"
    FROM filing f LEFT JOIN division d ON d.code = f."districtCode" LEFT JOIN machine m ON m."filingId" = f.id
    WHERE f.id = ANY(${ids}::uuid[]) AND f.status <> 'DRAFT' AND ${areaSql(actor.area)}`
  return new Map(found.map((filing) => [filing.id, filing]))
}

function idsOf(kind: WatchKind, facts: unknown): string[] {
  return kind === 'SAME_PHOTO' ? photoFacts.parse(facts).filingIds : []
}

function toAlert(row: Row, visible: Map<string, AlertFiling>): Omit<Alert, 'aside'> {
  const { facts, subject, staffName, total: _, foundAt, ...rest } = row
  const ids = idsOf(row.kind, facts)
  const filings = ids.flatMap((id) => visible.get(id) ?? [])
  const elsewhere = ids.length - filings.length
  return {
    ...rest,
    foundAt: foundAt.toISOString(),
    sentence: sentenceOf({ kind: row.kind, facts, staffName, elsewhere }),
    staffId: row.kind === 'UNUSUAL_REVIEWER' ? subject : null,
    filings,
  }
}
