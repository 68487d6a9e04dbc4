import { z } from 'zod'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { ring } from '@/lib/server/secrets/secrets'
import { Prisma } from '@/prisma/client'

/** Keyed, so that write access to the database is not enough to forge a seal. */
export function linkHash(previous: string, text: string): string {
  return ring().lasting.hmac('audit-seal', `${previous}\n${text}`).toString('hex')
}

/**
 * An event `e` with its sealing time as one text, identical on every server: numbers and times as integers, keys of
 * details in jsonb's order.
 */
export function canonicalText(sealedAtMicros: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`jsonb_build_array(
    'v1', ${sealedAtMicros}::text, e.id::text, ${micros(Prisma.sql`e.at`)}::text, e."actorKind"::text, e."actorId"::text,
    e.action, e."subjectType", e."subjectId", e."districtCode"::text, e.details, e."requestId")::text`
}

export function micros(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(extract(epoch FROM ${column}) * 1000000)::bigint`
}

const migrationRow = z.object({ id: z.string() })

/** Identifies the database: the id of the first migration, which moves with a dump and differs between databases. */
export async function registryId(tx: Pick<Prisma.TransactionClient, '$queryRaw'> = db()): Promise<string> {
  const rows = await rowsOf(tx, migrationRow)`
    SELECT id FROM _prisma_migrations ORDER BY started_at, migration_name LIMIT 1`
  return rows[0]?.id ?? 'unknown'
}
