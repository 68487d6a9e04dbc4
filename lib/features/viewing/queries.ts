import { z } from 'zod'
import type { AccountActor } from '@/lib/core/actor'
import { STAFF_ROLES } from '@/lib/core/actor'
import { decodeCursor, toPage } from '@/lib/core/cursor'
import { spokenNumber } from '@/lib/core/filing-number'
import type { PageQuery } from '@/lib/core/page'
import { purpose } from '@/lib/features/disclosure/schema'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { KIND_OF_ACTION } from './rules'
import type { Viewing } from './schema'

const row = z.object({
  id: z.bigint(),
  at: z.date(),
  action: z.string(),
  bureauName: z.string(),
  role: z.enum(STAFF_ROLES),
  purpose: z.string().nullable(),
  number: z.string().nullable(),
  registrationNumber: z.string().nullable(),
})

/** A 64-bit column as text. */
const eventId = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)

/**
 * What officers did with the data of this account, newest first: with filings that it filed or owns, with machines since it
 * owns them, with its changes and with itself, and with filings and changes that this person has submitted for a unit, whose 经办人 they name. Numbers seen in full concern the one of owner and agent whose they were.
 * @returns also since when this system records such acts; null before the first
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listViewings(actor: AccountActor, { cursor, limit }: PageQuery) {
  const [before] = decodeCursor(cursor, z.tuple([eventId])) ?? []
  const me = Prisma.sql`${actor.id}::uuid`
  const rows = await rowsOf(db(), row)`
    WITH mine AS (
      SELECT 'filing' AS type, f.id::text AS id, NULL::timestamptz AS since, f."ownerId" = ${me} AS owns,
        f."filerId" = ${me} AS files, f.number, NULL AS "registrationNumber"
      FROM filing f WHERE f."ownerId" = ${me} OR f."filerId" = ${me}
      UNION ALL
      SELECT 'machine', m.id::text, (SELECT max(c."decidedAt") FROM change c
        WHERE c."machineId" = m.id AND c.type = 'OWNER' AND c.status = 'DONE'), true, false, NULL, m."registrationNumber"
      FROM machine m WHERE m."ownerId" = ${me}
      UNION ALL
      SELECT 'change', c.id::text, NULL, true, true, NULL, m."registrationNumber"
      FROM change c JOIN machine m ON m.id = c."machineId"
      WHERE c."accountId" = ${me} OR c."newOwnerId" = ${me}
      UNION ALL
      SELECT 'filing', f.id::text, f."submittedAt", false, false, f.number, NULL
      FROM filing f WHERE f."operatorId" = ${me} AND f."filerId" <> ${me} AND f."ownerId" <> ${me}
      UNION ALL
      SELECT 'change', c.id::text, NULL, false, false, NULL, NULL
      FROM change c WHERE c."operatorId" = ${me} AND c."accountId" <> ${me}
      UNION ALL
      SELECT 'account', ${actor.id}, NULL, true, true, NULL, NULL
    )
    SELECT e.id, e.at, e.action, b.name AS "bureauName", s.role::text AS role, e.details->>'accessPurpose' AS purpose,
      mine.number, mine."registrationNumber"
    FROM mine JOIN audit_event e ON e."subjectType" = mine.type AND e."subjectId" = mine.id
    JOIN staff s ON s.id = e."actorId" JOIN bureau b ON b.id = s."bureauId"
    WHERE e."actorKind" = 'STAFF' AND e.action = ANY(${Object.keys(KIND_OF_ACTION)})
      AND (mine.since IS NULL OR e.at >= mine.since)
      AND (e.details->>'party' IS NULL OR mine.type <> 'filing'
        OR (e.details->>'party' = 'AGENT' AND mine.files) OR (e.details->>'party' <> 'AGENT' AND mine.owns))
      ${before === undefined ? Prisma.empty : Prisma.sql`AND e.id < ${before}`}
    ORDER BY e.id DESC LIMIT ${limit + 1}`
  const page = toPage(rows, limit, ({ id }) => [id.toString()], toViewing)
  return { ...page, recordedSince: await firstRecord() }
}

function toViewing({ id, at, action, bureauName, role, ...rest }: z.output<typeof row>): Viewing {
  const [, kind = 'REVIEWED'] = Object.entries(KIND_OF_ACTION).find(([name]) => name === action) ?? []
  return {
    id: id.toString(),
    at: at.toISOString(),
    kind,
    bureauName,
    role,
    purpose: purpose.safeParse(rest.purpose).data ?? null,
    about: rest.number === null ? rest.registrationNumber : `查询号 ${spokenNumber(rest.number)}`,
  }
}

async function firstRecord(): Promise<string | null> {
  const first = await db().auditEvent.findFirst({ orderBy: { id: 'asc' }, select: { at: true } })
  return first?.at.toISOString() ?? null
}
