import type { Actor } from '@/lib/core/actor'
import type { Prisma, Tx } from '@/prisma/client'
import { requestContext } from './request-context'

export type AuditEntry = {
  /** `noun.verb`, e.g. `filing.approve`. */
  action: string
  subjectType: string
  subjectId: string
  districtCode?: string | null
  /** What changed; no ID numbers, phones or codes. */
  details?: Prisma.InputJsonObject
}

/** The audit row of a change, to be written in the change's own transaction. */
export async function audit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      actorKind: actor.kind,
      actorId: actor.id,
      action: entry.action,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      districtCode: entry.districtCode ?? null,
      details: entry.details ?? {},
      requestId: requestContext.getStore()?.requestId ?? null,
    },
  })
}
