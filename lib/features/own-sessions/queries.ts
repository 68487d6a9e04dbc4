import { z } from 'zod'
import type { AccountActor } from '@/lib/core/actor'
import { readRows } from '@/lib/server/database/db'
import type { OwnSession } from './schema'

const row = z.object({
  id: z.uuid(),
  device: z.string().nullable(),
  createdAt: z.date(),
  refreshedAt: z.date(),
})

/** The live sessions of the account, or of the person who acts for it, the one that asks first, then by last use. */
export async function listOwnSessions(actor: AccountActor): Promise<{ data: OwnSession[] }> {
  const rows = await readRows(row)`
    SELECT s.id, s.device, s."createdAt",
      coalesce((SELECT max(t."createdAt") FROM refresh_token t WHERE t."sessionId" = s.id), s."createdAt") AS "refreshedAt"
    FROM account_session s
    WHERE s."accountId" = ${actor.id}::uuid AND s."personId" IS NOT DISTINCT FROM ${actor.person?.id ?? null}::uuid
      AND s."revokedAt" IS NULL AND s."expiresAt" > ${new Date()}
    ORDER BY s.id = ${actor.sessionId}::uuid DESC, "refreshedAt" DESC, s.id`
  return {
    data: rows.map(({ id, device, createdAt, refreshedAt }) => ({
      id,
      device,
      signedInAt: createdAt.toISOString(),
      lastRefreshedAt: refreshedAt.toISOString(),
      current: id === actor.sessionId,
    })),
  }
}
