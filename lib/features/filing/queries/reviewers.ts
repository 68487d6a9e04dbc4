import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaPrefix } from '@/lib/core/area'
import { chinaDay, chinaDayStart } from '@/lib/core/clock'
import { ABSENCE_KINDS } from '@/lib/features/absence/schema'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import type { ReviewerLoad } from '../schema/pass'
import { heldBy, lastActOf } from './colleagues'

/** More than one page shows; a province looks at its cities. */
const LIMIT = 300

const row = z.object({
  id: z.uuid(),
  name: z.string(),
  bureauName: z.string(),
  disabled: z.boolean(),
  held: z.int(),
  oldestId: z.uuid().nullable(),
  oldestSubmittedAt: z.date().nullable(),
  oldestDueAt: z.date().nullable(),
  approved: z.int(),
  returned: z.int(),
  declined: z.int(),
  lastActAt: z.date().nullable(),
  absenceKind: z.enum(ABSENCE_KINDS).nullable(),
  absenceFrom: z.string().nullable(),
  absenceTo: z.string().nullable(),
})
type Row = z.output<typeof row>

/** The reviewers of the bureaus of the actor's area, and how much each has in hand; who holds most comes first. */
export async function listReviewers(actor: StaffActor): Promise<{ data: ReviewerLoad[] }> {
  const today = chinaDay(new Date())
  const rows = await rowsOf(db(), row)`
    SELECT s.id, s.name, b.name AS "bureauName", s."disabledAt" IS NOT NULL AS disabled, ${heldBy('s')} AS held,
      oldest.id AS "oldestId", oldest."submittedAt" AS "oldestSubmittedAt", oldest."dueAt" AS "oldestDueAt",
      ${decidedSince('APPROVED', today)} AS approved, ${decidedSince('RETURNED', today)} AS returned,
      ${decidedSince('DECLINED', today)} AS declined, ${lastActOf('s')} AS "lastActAt",
      absence.kind AS "absenceKind", absence."from" AS "absenceFrom", absence."to" AS "absenceTo"
    FROM staff s JOIN bureau b ON b.id = s."bureauId"
      LEFT JOIN LATERAL (
        SELECT h.id, h."submittedAt", h."dueAt" FROM filing h
        WHERE h."claimedById" = s.id AND h.status = 'IN_REVIEW' ORDER BY h."submittedAt", h.id LIMIT 1) oldest ON true
      LEFT JOIN LATERAL (
        SELECT a.kind::text AS kind, a."fromDay"::text AS "from", a."toDay"::text AS "to" FROM staff_absence a
        WHERE a."staffId" = s.id AND a."endedAt" IS NULL AND a."toDay" >= ${today}::date
        ORDER BY a."fromDay" LIMIT 1) absence ON true
    WHERE s.role = 'REVIEWER' AND b."divisionCode" LIKE ${`${areaPrefix(actor.divisionCode)}%`}
      AND (s."disabledAt" IS NULL OR oldest.id IS NOT NULL)
    ORDER BY held DESC, s.name, s.id LIMIT ${LIMIT}`
  return { data: rows.map((one) => toLoad(one, today)) }
}

/** Decisions of `staff s` in effect since the beginning of the day in China, by the index (staffId, decidedAt). */
function decidedSince(kind: 'APPROVED' | 'RETURNED' | 'DECLINED', day: string): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM decision d WHERE d."staffId" = s.id
    AND d."decidedAt" >= ${chinaDayStart(day)} AND d.kind = ${kind}::"DecisionKind")`
}

function toLoad(row: Row, today: string): ReviewerLoad {
  const { id, name, bureauName, disabled, held, approved, returned, declined, lastActAt } = row
  const { oldestId, oldestSubmittedAt, oldestDueAt, absenceKind, absenceFrom, absenceTo } = row
  return {
    ...{ id, name, bureauName, disabled, held },
    oldestHeld:
      oldestId && oldestSubmittedAt && oldestDueAt
        ? { id: oldestId, submittedAt: oldestSubmittedAt.toISOString(), dueAt: oldestDueAt.toISOString() }
        : null,
    today: { approved, returned, declined },
    lastActAt: lastActAt?.toISOString() ?? null,
    absence:
      absenceKind && absenceFrom && absenceTo
        ? { kind: absenceKind, from: absenceFrom, to: absenceTo, now: absenceFrom <= today }
        : null,
  }
}
