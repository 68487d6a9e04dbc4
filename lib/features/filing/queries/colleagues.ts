import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { holdsOn } from '@/lib/features/absence/queries'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { type Colleague, colleague } from '../schema/pass'

/** More than a bureau and those above it have. */
const LIMIT = 200

const found = z.object({ id: z.uuid() })
const row = colleague
  .omit({ lastActAt: true, away: true })
  .extend({ lastActAt: z.date().nullable(), awayKind: z.string().nullable(), awayTo: z.string().nullable() })

/**
 * Reviewers who may be handed all these filings: responsible for the district of each, enabled, and neither the actor nor
 * the claimant. Who is away is among them, marked. Who holds few comes first.
 * @throws AppError NOT_FOUND if one of them is outside the actor's area
 */
export async function listColleagues(
  actor: StaffActor,
  ids: readonly string[],
): Promise<{ data: Colleague[] }> {
  const all = [...new Set(ids)]
  const visible = await rowsOf(db(), found)`
    SELECT f.id FROM filing f WHERE f.id = ANY(${all}::uuid[]) AND f.status <> 'DRAFT' AND ${areaSql(actor.area)}`
  if (visible.length !== all.length) throw new AppError('NOT_FOUND')
  const rows = await rowsOf(db(), row)`
    SELECT s.id, s.name, b.name AS "bureauName", ${heldBy('s')} AS held, ${lastActOf('s')} AS "lastActAt",
      away.kind AS "awayKind", away."to" AS "awayTo"
    FROM staff s JOIN bureau b ON b.id = s."bureauId"
      LEFT JOIN LATERAL (
        SELECT a.kind::text AS kind, a."toDay"::text AS "to" FROM staff_absence a
        WHERE a."staffId" = s.id AND ${holdsOn(new Date())} LIMIT 1) away ON true
    WHERE s.role = 'REVIEWER' AND s."disabledAt" IS NULL AND b."disabledAt" IS NULL AND s.id <> ${actor.id}::uuid
      AND NOT EXISTS (SELECT FROM filing f WHERE f.id = ANY(${all}::uuid[])
        AND (f."claimedById" = s.id OR NOT ${answersFor('b')}))
    ORDER BY away.kind IS NOT NULL, held, s.name, s.id LIMIT ${LIMIT}`
  return { data: rows.map(toColleague) }
}

function toColleague({ awayKind, awayTo, lastActAt, ...rest }: z.output<typeof row>): Colleague {
  const kind = colleague.shape.away.unwrap().shape.kind.safeParse(awayKind).data
  return {
    ...rest,
    lastActAt: lastActAt?.toISOString() ?? null,
    away: kind && awayTo ? { kind, to: awayTo } : null,
  }
}

/** Condition over `filing f`: it is in the area of this bureau. */
export function answersFor(bureau: string): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(bureau)}."divisionCode"
    IN (f."districtCode", f."cityCode", f."provinceCode", ${WHOLE_COUNTRY})`
}

/** How many filings the officer has claimed. */
export function heldBy(staff: string): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM filing h
    WHERE h."claimedById" = ${Prisma.raw(staff)}.id AND h.status = 'IN_REVIEW')`
}

/** When the officer did something that was recorded. */
export function lastActOf(staff: string): Prisma.Sql {
  return Prisma.sql`(SELECT e.at FROM audit_event e WHERE e."actorId" = ${Prisma.raw(staff)}.id
    ORDER BY e.id DESC LIMIT 1)`
}
