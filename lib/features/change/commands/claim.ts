import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { claimEnd } from '@/lib/features/filing/commands/claim'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { takeRow } from '@/lib/server/database/take-row'
import { Prisma } from '@/prisma/client'
import { getDeskChange } from '../queries/desk'
import type { DeskChange } from '../schema/console'
import { refuseChange, UNCLAIMED } from './refusal'

const MINUTE = 60_000
const claimedChange = z.object({ id: z.uuid(), districtCode: z.string(), before: z.uuid().nullable() })
const found = z.object({ id: z.uuid() })

/**
 * Claims one change for review, as a filing is claimed: claiming one's own again prolongs the claim, an expired one can be
 * taken over before the job has cleared it, the version stays.
 * @throws AppError as `refuseChange`
 */
export function claimChange(actor: StaffActor, id: string): Promise<DeskChange> {
  return transact(async (tx) => {
    const now = new Date()
    const end = await claimEnd(tx, actor, now)
    const [claimed] = await rowsOf(tx, claimedChange)`
      UPDATE change c SET "claimedById" = ${actor.id}::uuid, "claimExpiresAt" = ${end},
        "claimedAt" = CASE WHEN old."claimedById" = ${actor.id}::uuid THEN old."claimedAt" ELSE ${now} END
      FROM (SELECT * FROM change WHERE id = ${id}::uuid FOR UPDATE) old
      WHERE c.id = old.id AND ${areaSql(actor.area, 'c')} AND old.status = 'SUBMITTED' AND old."decisionDueAt" IS NULL
        AND (old."claimedById" IS NULL OR old."claimedById" = ${actor.id}::uuid OR old."claimExpiresAt" < ${now})
      RETURNING c.id, c."districtCode", old."claimedById" AS before`
    if (!claimed) return refuseChange(tx, actor, 'claim', { id })
    if (claimed.before !== actor.id) await auditClaim(tx, actor, claimed)
    return getDeskChange(tx, actor, id)
  })
}

/**
 * 下一件: claims the change of the area that waits longest and that nobody has claimed. Two callers never
 * get the same.
 * @returns undefined when none is waiting
 */
export function claimNextChange(actor: StaffActor): Promise<DeskChange | undefined> {
  return transact(async (tx) => {
    const now = new Date()
    const end = await claimEnd(tx, actor, now)
    const free = Prisma.sql`${areaSql(actor.area, 'c')} AND c.status = 'SUBMITTED' AND c."decisionDueAt" IS NULL
      AND (c."claimedById" IS NULL OR c."claimExpiresAt" < ${now})`
    const take = async (lock: Prisma.Sql) => {
      const [next] = await rowsOf(tx, claimedChange)`
        WITH next AS (SELECT c.id, c."claimedById" FROM change c
          WHERE ${free} ORDER BY c."submittedAt", c.id LIMIT 1 ${lock})
        UPDATE change c SET "claimedById" = ${actor.id}::uuid, "claimedAt" = ${now}, "claimExpiresAt" = ${end}
        FROM next WHERE c.id = next.id
        RETURNING c.id, c."districtCode", next."claimedById" AS before`
      return next
    }
    const waits = async () =>
      (await rowsOf(tx, found)`SELECT c.id FROM change c WHERE ${free} LIMIT 1`).length > 0
    const claimed = await takeRow(take, waits)
    if (!claimed) return undefined
    await auditClaim(tx, actor, claimed)
    return getDeskChange(tx, actor, claimed.id)
  })
}

/**
 * Viewing a change is activity: prolongs the officer's own claim, with at most one write a minute. Not a change of state, so
 * there is no audit row.
 */
export async function prolongChangeClaim(actor: StaffActor, id: string): Promise<void> {
  if (actor.role !== 'REVIEWER') return
  const end = await claimEnd(db(), actor, new Date())
  await db().change.updateMany({
    where: {
      id,
      status: 'SUBMITTED',
      claimedById: actor.id,
      claimExpiresAt: { lt: new Date(end.getTime() - MINUTE) },
    },
    data: { claimExpiresAt: end },
  })
}

/**
 * 放回: a reviewer releases their own claim, a supervisor any claim of the area. The change keeps its place in the queue.
 * @throws AppError as `refuseChange`
 */
export function releaseChange(actor: StaffActor, id: string) {
  return transact(async (tx) => {
    const own = actor.role === 'SUPERVISOR' ? { claimedById: { not: null } } : { claimedById: actor.id }
    const [released] = await tx.change.updateManyAndReturn({
      where: { id, ...actor.area, status: 'SUBMITTED', decisionDueAt: null, ...own },
      data: UNCLAIMED,
      select: { districtCode: true },
    })
    if (!released) return refuseChange(tx, actor, 'release', { id, claimed: true })
    const { districtCode } = released
    await audit(tx, actor, { action: 'change.release', subjectType: 'change', subjectId: id, districtCode })
    return { id, status: 'SUBMITTED' as const }
  })
}

function auditClaim(
  tx: Tx,
  actor: StaffActor,
  { id, districtCode, before }: z.output<typeof claimedChange>,
): Promise<void> {
  const details = before ? { lapsedFrom: before } : {}
  return audit(tx, actor, {
    action: 'change.claim',
    subjectType: 'change',
    subjectId: id,
    districtCode,
    details,
  })
}
