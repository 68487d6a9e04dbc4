import type { Actor } from '@/lib/core/actor'
import type { AuditAction } from '@/lib/core/audit-actions'
import { requestContext, requireMayWrite } from '@/lib/server/http/request-context'
import type { Prisma } from '@/prisma/client'
import { eventMac, type SignedEvent } from './sign-event'
import { committed, newLoaderId, rolledBack, takePlace } from './writer'

export type AuditEntry = {
  action: AuditAction
  subjectType: string
  subjectId: string
  districtCode?: string | null
  /** What changed; no ID numbers, phones or codes. */
  details?: Prisma.InputJsonObject
}

/** Prisma's transaction, or another way to run a statement inside the change's transaction. Answers with the rows written. */
type Writer = { $executeRaw(text: TemplateStringsArray, ...values: unknown[]): PromiseLike<number> }

/**
 * Writes the audit row of a change in the change's own transaction, signed (docs/decisions/0050). Plain SQL, because every
 * command needs it and Prisma's `create` takes twice the CPU time (docs/benchmarks.md).
 * @throws Error when the database did not store it; AppError METHOD_NOT_ALLOWED within a HEAD: what is recorded when it is
 *   read is read by GET
 */
export async function audit(tx: Writer, actor: Actor, entry: AuditEntry): Promise<void> {
  requireMayWrite()
  const e = signed(tx, actor, entry)
  const written = await tx.$executeRaw`
    INSERT INTO audit_event
      (at, "actorKind", "actorId", action, "subjectType", "subjectId", "districtCode", details, "requestId", address,
       writer, position, skipped, mac)
    VALUES (${e.at}::timestamptz, ${e.actorKind}::"ActorKind", ${e.actorId}::uuid, ${e.action}, ${e.subjectType},
      ${e.subjectId}, ${e.districtCode}::char(6), ${JSON.stringify(e.details)}::jsonb, ${e.requestId}, ${e.address},
      ${e.writer}, ${e.position}::int, ${e.skipped}::int[], ${e.mac})`
  if (written !== 1) throw new Error('the database did not store an audit event')
}

/** Outside a transaction: the row alone is what happened, as with a search. */
export async function auditAlone(client: Writer, actor: Actor, entry: AuditEntry): Promise<void> {
  // An object of its own: the client serves others at the same time.
  const single: Writer = { $executeRaw: (text, ...values) => client.$executeRaw(text, ...values) }
  try {
    await audit(single, actor, entry)
    committed(single)
  } catch (error) {
    rolledBack(single)
    throw error
  }
}

/** Rows of one statement. */
const AT_ONCE = 5_000

/** Like `audit`, for the many rows that one statement has changed. */
export async function auditMany(tx: Writer, actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const rows = entries.slice(from, from + AT_ONCE).map((entry) => signed(tx, actor, entry))
    const written = await tx.$executeRaw`
      INSERT INTO audit_event
        (at, "actorKind", "actorId", action, "subjectType", "subjectId", "districtCode", details, "requestId", address,
         writer, position, skipped, mac)
      SELECT at, "actorKind", "actorId", action, "subjectType", "subjectId", "districtCode", details, "requestId", address,
        writer, position, skipped, mac
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e (
        at timestamptz, "actorKind" "ActorKind", "actorId" uuid, action text, "subjectType" text, "subjectId" text,
        "districtCode" char(6), details jsonb, "requestId" text, address text, writer text, position int, skipped int[],
        mac char(43))
      ORDER BY position`
    if (written !== rows.length) throw new Error('the database did not store every audit event')
  }
}

type SignedRow = Omit<SignedEvent, 'at'> & { at: string; mac: string }

function signed(
  tx: object,
  actor: Actor,
  { action, subjectType, subjectId, ...more }: AuditEntry,
): SignedRow {
  const request = requestContext.getStore()
  const event = {
    actorKind: actor.kind,
    actorId: actor.id,
    action,
    subjectType,
    subjectId,
    districtCode: more.districtCode ?? null,
    // As the database gives it back: dates as text, nothing that is undefined.
    details: JSON.parse(JSON.stringify({ ...more.details, ...operatorOf(actor) })),
    requestId: request?.requestId ?? null,
    address: request?.address ?? null,
    ...takePlace(tx),
  }
  return withMac(event, new Date())
}

/** Who acts for a unit is told with everything done in its name (docs/decisions/0066). */
const operatorOf = (actor: Actor) =>
  actor.kind === 'ACCOUNT' && actor.person ? { operator: actor.person.id } : {}

function withMac(event: Omit<SignedEvent, 'at'>, at: Date): SignedRow {
  const mac = eventMac({ ...event, at: BigInt(at.getTime()) * 1_000n })
  return { ...event, at: at.toISOString(), mac }
}

/**
 * Rows for `createMany` that tell of times before, signed by a writer of their own whose events may be older than their
 * sealing: for the demo world and measurements.
 */
export function signedPast<Row extends Prisma.AuditEventCreateManyInput & { at: Date }>(
  rows: readonly Row[],
): Prisma.AuditEventCreateManyInput[] {
  const writer = newLoaderId()
  return rows.map((row, index) => {
    const { actorKind, actorId = null, action, subjectType, subjectId, districtCode = null } = row
    const details = row.details ?? {}
    const place = { writer, position: index + 1, skipped: [] }
    const event = { actorKind, actorId, action, subjectType, subjectId, districtCode, details, ...place }
    const { mac } = withMac({ ...event, requestId: null, address: null }, row.at)
    return { ...event, details, at: row.at, mac }
  })
}
