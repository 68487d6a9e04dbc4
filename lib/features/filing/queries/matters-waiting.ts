import { type LocalAction, roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { areaSql } from '@/lib/server/database/area-sql'
import { Prisma } from '@/prisma/client'

type Source = { slug: string; rows: Prisma.Sql }

/**
 * What else waits for officers besides filings and changes, as FROM and WHERE; of which the actor may do something. Each is what its own
 * page lists: 凭证明过户 with objections or that this officer may complete, open 号码申诉, unanswered 更正申请, 待核对机主.
 */
export function mattersWaiting(actor: StaffActor, now: Date): Source[] {
  const matters: (Source & { action: LocalAction })[] = [
    {
      slug: 'successions',
      action: 'succession.decide',
      rows: Prisma.sql`succession s WHERE ${areaSql(actor.area, 's')} AND (s.status = 'OBJECTED'
        OR s.status = 'WAITING' AND s."ripeAt" <= ${now} AND s."filedById" <> ${actor.id}::uuid)`,
    },
    {
      slug: 'disputes',
      action: 'dispute.decide',
      rows: Prisma.sql`identity_dispute d WHERE ${areaSql(actor.area, 'd')} AND d.status = 'OPEN'`,
    },
    {
      slug: 'corrections',
      action: 'correction.answer',
      // Without those whose owner has closed the account.
      rows: Prisma.sql`correction_request c WHERE ${areaSql(actor.area, 'c')} AND c.status = 'OPEN' AND c.text IS NOT NULL`,
    },
    { slug: 'holders', action: 'holder.manage', rows: holders(actor) },
  ]
  return matters.filter(({ action }) => roleMay(actor.role, action))
}

/** `waitingFor` of lib/features/holder/policy.ts in SQL; few accounts have a registrant. */
function holders(actor: StaffActor): Prisma.Sql {
  const filed = Prisma.sql`${areaSql(actor.area)} AND f.status <> 'DRAFT' OR f."assistedBureauId" = ${actor.bureauId}::uuid`
  return Prisma.sql`account h WHERE h."registeredAt" IS NULL AND h."registrantId" IS NOT NULL AND (
    EXISTS (SELECT FROM machine m WHERE m."ownerId" = h.id AND ${areaSql(actor.area, 'm')})
    OR EXISTS (SELECT FROM counter_owner o JOIN filing f ON f."ownerId" = o."accountId"
      WHERE o."accountId" = h.id AND (${filed})))`
}
