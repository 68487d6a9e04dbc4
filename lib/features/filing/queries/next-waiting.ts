import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { isAbsent } from '@/lib/features/absence/queries'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'

/** Somebody whose last recorded act is older is taken to be away. */
const ON_DUTY_HOURS = 4

/**
 * What 领取下一件 gives this officer, as parts of a WITH, the last of which is `next` with its `id`: the oldest
 * resubmission of what the officer has returned, else the oldest submitted filing that is not kept for a colleague.
 * @param lock how the row is locked; nothing for a mere look
 */
export function nextWaiting(actor: StaffActor, now: Date, lock: Prisma.Sql = Prisma.empty): Prisma.Sql {
  // Who entered a filing at the counter does not review it.
  const waiting = Prisma.sql`${areaSql(actor.area)} AND f.status = 'SUBMITTED'
    AND NOT ${actor.id}::uuid = ANY (f."assistantIds")`
  const oldest = Prisma.sql`ORDER BY f."submittedAt", f.id LIMIT 1 ${lock}`
  return Prisma.sql`
    own AS (SELECT f.id FROM filing f WHERE f."keptForId" = ${actor.id}::uuid AND ${waiting} ${oldest}),
    oldest AS (SELECT f.id FROM filing f
      WHERE NOT EXISTS (SELECT FROM own) AND ${waiting} AND NOT ${keptForOther(actor, now)} ${oldest}),
    next AS (SELECT id FROM own UNION ALL SELECT id FROM oldest)`
}

/**
 * Condition over `filing f`: the resubmission is kept for another reviewer who is on duty. On duty is who may review the
 * filing, is not entered as away, and has done something in the last hours, other than sign out (both by the audit record).
 * From its warning on a
 * filing is kept for nobody.
 */
function keptForOther(actor: StaffActor, now: Date): Prisma.Sql {
  const since = new Date(now.getTime() - ON_DUTY_HOURS * 3_600_000)
  return Prisma.sql`(f."keptForId" IS NOT NULL AND f."keptForId" <> ${actor.id}::uuid AND f."warnAt" > ${now} AND EXISTS (
    SELECT FROM staff k JOIN bureau kb ON kb.id = k."bureauId"
      JOIN LATERAL (
        SELECT e.at, e.action FROM audit_event e WHERE e."actorId" = k.id ORDER BY e.id DESC LIMIT 1) last ON true
    WHERE k.id = f."keptForId" AND k.role = 'REVIEWER' AND k."disabledAt" IS NULL AND kb."disabledAt" IS NULL
      AND kb."divisionCode" IN (f."districtCode", f."cityCode", f."provinceCode", ${WHOLE_COUNTRY})
      AND NOT ${isAbsent('k', now)} AND last.at > ${since} AND last.action <> 'staff.sign-out'))`
}

const waiting = z.object({ id: z.uuid() })

/**
 * Which filing this officer would be given next, so that the desk can load it ahead. Claims nothing: by the time of the
 * claim somebody else may have it.
 * @returns undefined when none is waiting
 */
export async function peekNext(
  reader: Pick<Tx, '$queryRaw'>,
  actor: StaffActor,
  now = new Date(),
): Promise<{ id: string } | undefined> {
  const [next] = await rowsOf(reader, waiting)`WITH ${nextWaiting(actor, now)} SELECT id FROM next`
  return next
}
