import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { takeRow } from '@/lib/server/database/take-row'
import type { Prisma } from '@/prisma/client'
import { getDesk } from '../queries/desk'
import { nextWaiting, peekNext } from '../queries/next-waiting'
import type { DeskFiling } from '../schema/console'
import { refuse } from './refusal'

const MINUTE = 60_000

/** `before`: the previous claimant. */
const claimedFiling = z.object({ districtCode: z.string(), before: z.uuid().nullable() })
const nextFiling = z.object({ id: z.uuid(), districtCode: z.string() })

/** When a claim made now lapses without activity (setting `review-deadline`). */
export async function claimEnd(
  tx: Pick<Tx, 'setting'>,
  actor: Pick<StaffActor, 'divisionCode'>,
  now: Date,
): Promise<Date> {
  const { claimMinutes } = await findSetting(tx, 'review-deadline', actor.divisionCode)
  return new Date(now.getTime() + claimMinutes * MINUTE)
}

/**
 * Claims one filing for review; claiming one's own again only prolongs the claim. An expired claim can be taken over
 * before the job has cleared it. The version does not change, so that a page loaded before stays valid; decisions are
 * guarded by claimant and status as well.
 * @throws AppError CLAIMED_BY_OTHER naming the reviewer, STATE_CONFLICT, NOT_FOUND
 */
export function claimFiling(actor: StaffActor, id: string): Promise<DeskFiling> {
  return transact(async (tx) => {
    const now = new Date()
    const end = await claimEnd(tx, actor, now)
    const [claimed] = await rowsOf(tx, claimedFiling)`
      UPDATE filing f SET status = 'IN_REVIEW', "claimedById" = ${actor.id}::uuid, "updatedAt" = ${now},
        "claimedAt" = CASE WHEN old."claimedById" = ${actor.id}::uuid THEN old."claimedAt" ELSE ${now} END,
        "claimExpiresAt" = ${end}
      FROM (SELECT * FROM filing WHERE id = ${id}::uuid FOR UPDATE) old
      WHERE f.id = old.id AND ${areaSql(actor.area)} AND old."decisionDueAt" IS NULL
        AND NOT ${actor.id}::uuid = ANY (old."assistantIds") AND (old.status = 'SUBMITTED' OR (
        old.status = 'IN_REVIEW' AND (old."claimedById" = ${actor.id}::uuid OR old."claimExpiresAt" < ${now})))
      RETURNING f."districtCode", old."claimedById" AS before`
    if (!claimed) return refuse(tx, actor, 'claim', id)
    if (claimed.before !== actor.id) await auditClaim(tx, actor, id, claimed.districtCode, claimed.before)
    return getDesk(tx, actor, id)
  })
}

/**
 * 领取下一件: claims the oldest resubmission of what the actor has returned, else the oldest submitted filing of the area
 * that is not kept for a colleague on duty (docs/decisions/0040). Rows that another request is claiming are skipped, so
 * that concurrent callers neither get the same filing nor wait for one another while others are left.
 * @returns undefined when none is waiting, or all are kept for colleagues
 */
export function claimNext(actor: StaffActor): Promise<DeskFiling | undefined> {
  return transact(async (tx) => {
    const now = new Date()
    const end = await claimEnd(tx, actor, now)
    const take = async (lock: Prisma.Sql) => {
      const [next] = await rowsOf(tx, nextFiling)`
        WITH ${nextWaiting(actor, now, lock)}
        UPDATE filing f SET status = 'IN_REVIEW', "claimedById" = ${actor.id}::uuid, "claimedAt" = ${now},
          "claimExpiresAt" = ${end}, "updatedAt" = ${now}
        FROM next WHERE f.id = next.id AND f.status = 'SUBMITTED'
        RETURNING f.id, f."districtCode"`
      return next
    }
    const claimed = await takeRow(take, async () => (await peekNext(tx, actor, now)) !== undefined)
    if (!claimed) return undefined
    await auditClaim(tx, actor, claimed.id, claimed.districtCode, null)
    return getDesk(tx, actor, claimed.id)
  })
}

/**
 * Viewing a filing is activity: prolongs the officer's own claim, with at most one write a minute; does nothing to other
 * filings. Not a change of state, so there is no audit row.
 */
export async function prolongClaim(actor: StaffActor, id: string): Promise<void> {
  if (actor.role !== 'REVIEWER') return
  const end = await claimEnd(db(), actor, new Date())
  await db().filing.updateMany({
    where: {
      id,
      status: 'IN_REVIEW',
      claimedById: actor.id,
      claimExpiresAt: { lt: new Date(end.getTime() - MINUTE) },
    },
    data: { claimExpiresAt: end },
  })
}

function auditClaim(
  tx: Tx,
  actor: StaffActor,
  subjectId: string,
  districtCode: string,
  lapsedFrom: string | null,
): Promise<void> {
  const details = lapsedFrom ? { lapsedFrom } : {}
  return audit(tx, actor, { action: 'filing.claim', subjectType: 'filing', subjectId, districtCode, details })
}
