import { z } from 'zod'
import { eventMac } from '@/lib/server/audit/sign-event'
import { isLoader } from '@/lib/server/audit/writer'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { auditHmac } from '@/lib/server/secrets/secrets'
import { Prisma } from '@/prisma/client'
import type { EventKind } from '../rules/chain-walk'
import type { PlacedEvent } from '../rules/places'

/** Keyed, so that write access to the database is not enough to forge a seal. */
export function linkHash(previous: string, text: string): string {
  return auditHmac('audit-seal', `${previous}\n${text}`, 'hex')
}

/**
 * An event `e` with its sealing time as one text, identical on every server: numbers and times as integers, keys of
 * details in jsonb's order. One without anything of a signed event has the text of before there were any.
 */
export function canonicalText(sealedAtMicros: Prisma.Sql): Prisma.Sql {
  const head = Prisma.sql`${sealedAtMicros}::text, e.id::text, ${micros(Prisma.sql`e.at`)}::text, e."actorKind"::text,
    e."actorId"::text, e.action, e."subjectType", e."subjectId", e."districtCode"::text, e.details, e."requestId"`
  return Prisma.sql`CASE WHEN num_nonnulls(e.mac, e.writer, e.position, e.address) = 0
    AND coalesce(cardinality(e.skipped), 0) = 0
    THEN jsonb_build_array('v1', ${head})::text
    ELSE jsonb_build_array('v2', ${head}, e.address, e.writer, e.position, e.skipped, e.mac)::text END`
}

export function micros(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(extract(epoch FROM ${column}) * 1000000)::bigint`
}

const text = z.string()
const signedText = z.tuple([
  z.literal('v2'),
  text.nullable(),
  text,
  text,
  text,
  text.nullable(),
  text,
  text,
  text,
  text.nullable(),
  z.unknown(),
  text.nullable(),
  text.nullable(),
  text,
  z.int(),
  z.array(z.int()),
  text,
])

/** What the text of an event says of its MAC; `placed` for a genuine one. */
export type Signature =
  | { state: 'NONE' | 'FORGED'; kind: EventKind; placed: null }
  | { state: 'GENUINE'; kind: EventKind; placed: PlacedEvent }

/** Compares the MAC of an event with its contents. @param canonical as of `canonicalText` */
export function signatureOf(canonical: string): Signature {
  const value: unknown = JSON.parse(canonical)
  if (Array.isArray(value) && value[0] === 'v1') return { state: 'NONE', kind: 'OLD', placed: null }
  const forged = { state: 'FORGED', kind: 'SIGNED', placed: null } as const
  const read = signedText.safeParse(value)
  if (!read.success) return forged
  const [, , id, at, actorKind, actorId, action, subjectType, subjectId, districtCode, details, ...rest] =
    read.data
  const [requestId, address, writer, position, skipped, mac] = rest
  const place = { at: BigInt(at), writer, position, skipped }
  const event = {
    actorKind,
    actorId,
    action,
    subjectType,
    subjectId,
    districtCode,
    details,
    requestId,
    address,
  }
  if (eventMac({ ...event, ...place }) !== mac) return forged
  return {
    state: 'GENUINE',
    kind: isLoader(writer) ? 'LOADED' : 'SIGNED',
    placed: { eventId: BigInt(id), ...place },
  }
}

const migrationRow = z.object({ id: z.string() })

/** Identifies the database: the id of the first migration, which moves with a dump and differs between databases. */
export async function registryId(tx: Pick<Prisma.TransactionClient, '$queryRaw'> = db()): Promise<string> {
  const rows = await rowsOf(tx, migrationRow)`
    SELECT id FROM _prisma_migrations ORDER BY started_at, migration_name LIMIT 1`
  return rows[0]?.id ?? 'unknown'
}
