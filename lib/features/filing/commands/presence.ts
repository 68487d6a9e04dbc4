import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { SILENT_SECONDS, visitorsOf } from '../queries/presence'
import type { Visitor } from '../schema/presence'

/** The officer had left, or had been silent for too long. */
const BACK = Prisma.sql`(presence."leftAt" IS NOT NULL OR presence."seenAt" < now() - make_interval(secs => ${SILENT_SECONDS}))`

/**
 * Notes that the officer has the filing open; repeated every few seconds while it is on the screen. Nothing is decided by
 * it and no record is changed, so it is not audited.
 * @returns the others who have it open
 * @throws AppError NOT_FOUND outside the area, and for drafts
 */
export async function visitFiling(actor: StaffActor, id: string): Promise<{ data: Visitor[] }> {
  const noted = await db().$executeRaw`
    INSERT INTO presence ("filingId", "staffId")
    SELECT f.id, ${actor.id}::uuid FROM filing f
    WHERE f.id = ${id}::uuid AND f.status <> 'DRAFT' AND ${areaSql(actor.area)}
    ON CONFLICT ("filingId", "staffId") DO UPDATE SET "seenAt" = now(), "leftAt" = NULL,
      since = CASE WHEN ${BACK} THEN now() ELSE presence.since END,
      "changedAt" = CASE WHEN ${BACK} THEN now() ELSE presence."changedAt" END`
  if (noted === 0) throw new AppError('NOT_FOUND')
  return { data: await visitorsOf(db(), actor, id) }
}

const visible = z.object({ id: z.uuid() })

/**
 * Notes that the officer has left the filing; no error if the officer was not there.
 * @throws AppError NOT_FOUND outside the area, and for drafts
 */
export async function leaveFiling(actor: StaffActor, id: string): Promise<void> {
  const found = await rowsOf(db(), visible)`
    WITH visible AS (
      SELECT f.id FROM filing f WHERE f.id = ${id}::uuid AND f.status <> 'DRAFT' AND ${areaSql(actor.area)}
    ), gone AS (
      UPDATE presence SET "leftAt" = now(), "changedAt" = now()
      WHERE "filingId" IN (SELECT id FROM visible) AND "staffId" = ${actor.id}::uuid AND "leftAt" IS NULL
    )
    SELECT id FROM visible`
  if (found.length === 0) throw new AppError('NOT_FOUND')
}

/** Deletes what is old. @returns how many rows */
export function forgetVisits(): Promise<number> {
  return db().$executeRaw`DELETE FROM presence WHERE "seenAt" < now() - interval '1 hour'`
}
