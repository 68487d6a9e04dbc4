import type { StaffActor } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import { isReadOnly } from '@/lib/server/http/request-context'
import type { Prisma } from '@/prisma/client'
import { type AuditEntry, auditAlone } from './audit'

const HOUR_MS = 3_600_000

export type Shown = { accountId: string; districtCode: string; details: Prisma.InputJsonObject }

/**
 * Records for each account that an officer was shown what it, or another, wrote of it (谁看过我的信息): once an hour for an officer,
 * account and action, since a page asks again while it is open (docs/decisions/0067). Not within a HEAD.
 */
export async function auditShown(
  actor: StaffActor,
  action: AuditEntry['action'],
  shown: readonly Shown[],
): Promise<void> {
  const byAccount = new Map(shown.map((one) => [one.accountId, one]))
  if (byAccount.size === 0 || isReadOnly()) return
  const known = await db().auditEvent.findMany({
    where: {
      action,
      actorId: actor.id,
      subjectType: 'account',
      subjectId: { in: [...byAccount.keys()] },
      at: { gt: new Date(Date.now() - HOUR_MS) },
    },
    select: { subjectId: true },
  })
  for (const { subjectId } of known) byAccount.delete(subjectId)
  for (const [subjectId, { districtCode, details }] of byAccount)
    await auditAlone(db(), actor, { action, subjectType: 'account', subjectId, districtCode, details })
}
