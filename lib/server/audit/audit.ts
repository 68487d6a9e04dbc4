import type { Actor } from '@/lib/core/actor'
import type { AuditAction } from '@/lib/core/audit-actions'
import { requestContext, requireMayWrite } from '@/lib/server/http/request-context'
import type { Prisma } from '@/prisma/client'

export type AuditEntry = {
  action: AuditAction
  subjectType: string
  subjectId: string
  districtCode?: string | null
  /** What changed; no ID numbers, phones or codes. */
  details?: Prisma.InputJsonObject
}

/** Prisma's transaction, or another way to run a statement inside the change's transaction. */
type Writer = { $executeRaw(text: TemplateStringsArray, ...values: unknown[]): PromiseLike<unknown> }

/**
 * Writes the audit row of a change in the change's own transaction. Plain SQL, because every command needs it and
 * Prisma's `create` takes twice the CPU time (docs/benchmarks.md).
 * @throws AppError METHOD_NOT_ALLOWED within a HEAD: what is recorded when it is read is read by GET
 */
export async function audit(tx: Writer, actor: Actor, entry: AuditEntry): Promise<void> {
  requireMayWrite()
  await tx.$executeRaw`
    INSERT INTO audit_event
      ("actorKind", "actorId", action, "subjectType", "subjectId", "districtCode", details, "requestId")
    VALUES (${actor.kind}::"ActorKind", ${actor.id}::uuid, ${entry.action}, ${entry.subjectType}, ${entry.subjectId},
      ${entry.districtCode ?? null}::char(6), ${JSON.stringify(entry.details ?? {})}::jsonb,
      ${requestContext.getStore()?.requestId ?? null})`
}
