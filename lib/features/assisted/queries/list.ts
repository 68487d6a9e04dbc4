import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import { readFilingNumber } from '@/lib/core/filing-number'
import { nameKey } from '@/lib/core/normalise'
import type { Page } from '@/lib/core/page'
import { visibleToFiler } from '@/lib/features/filing/queries/owner-row'
import { filingDto, filingStatus } from '@/lib/features/filing/schema/owner'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import type { AssistedGroup, AssistedRow, listAssistedEndpoint } from '../schema'

const time = z.date().nullable()
const text = z.string().nullable()
const row = z.object({
  id: z.uuid(),
  number: z.string(),
  status: filingStatus,
  ownerName: z.string(),
  machine: text,
  districtName: text,
  enteredBy: z.array(z.string()),
  createdAt: z.date(),
  submittedAt: time,
  reviewedAt: time,
  dueAt: time,
  registrationNumber: text,
  ended: filingDto.shape.ended,
  told: text,
})

/** What is still to be done for it: by the counter, by the reviewers, or nothing. */
const GROUPS: Record<AssistedGroup, Prisma.Sql> = {
  open: Prisma.sql`f.status IN ('DRAFT', 'RETURNED', 'SUBMITTED', 'IN_REVIEW', 'APPROVED')`,
  drafts: Prisma.sql`f.status = 'DRAFT'`,
  returned: Prisma.sql`f.status = 'RETURNED'`,
  done: Prisma.sql`f.status IN ('COLLECTED', 'DECLINED', 'WITHDRAWN')`,
}

/**
 * The filings entered at the counter, newest first, with their progress: what the officer tells the owner who asks.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listAssisted(
  actor: StaffActor,
  { group, q, cursor, limit }: z.output<typeof listAssistedEndpoint.query>,
): Promise<Page<AssistedRow>> {
  const last = decodeTimeCursor(cursor)
  const conditions = [visibleToFiler(actor), GROUPS[group]]
  if (q) conditions.push(matches(q))
  if (last) conditions.push(Prisma.sql`(f."createdAt", f.id) < (${last.at}, ${last.id}::uuid)`)
  const rows = await rowsOf(db(), row)`
    SELECT f.id, f.number, f.status, o.name AS "ownerName", d."fullName" AS "districtName",
      coalesce(f.plate, f.content->'codes'->>'machineEnvCode', f.content->'machine'->>'serial',
        f.content->'engine'->>'serial', f.content->'machine'->>'model', f.content->'machine'->>'name') AS machine,
      (SELECT coalesce(json_agg(s.name ORDER BY array_position(f."assistantIds", s.id)), '[]')
        FROM staff s WHERE s.id = ANY(f."assistantIds")) AS "enteredBy",
      f."createdAt", f."submittedAt", f."reviewedAt",
      CASE WHEN f.status IN ('SUBMITTED', 'IN_REVIEW') THEN f."dueAt" END AS "dueAt", m."registrationNumber",
      nullif(m.status, 'ACTIVE') AS ended,
      (${TOLD}) AS told
    FROM filing f JOIN account o ON o.id = f."ownerId"
      LEFT JOIN division d ON d.code = f."districtCode" LEFT JOIN machine m ON m."filingId" = f.id
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY f."createdAt" DESC, f.id DESC LIMIT ${limit + 1}`
  return toPage(rows, limit, (found) => [found.createdAt.toISOString(), found.id], toRow)
}

/** The last decision's words, while they stand. */
const TOLD = Prisma.sql`
  SELECT CASE f.status
    WHEN 'RETURNED' THEN (SELECT string_agg(r.text, '；' ORDER BY r.position) FROM decision_reason r WHERE r."decisionId" = c.id)
    WHEN 'DECLINED' THEN c.comment END
  FROM decision c WHERE c."filingId" = f.id ORDER BY c.revision DESC LIMIT 1`

/**
 * By the owner's name, a code of the machine, its number, or the number to quote, grouped or not; slips printed before there
 * was one bear the start of the id.
 */
function matches(q: string): Prisma.Sql {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const number = readFilingNumber(q)?.number ?? null
  return Prisma.sql`(o."nameKey" LIKE ${`%${nameKey(q).replace(/[\\%_]/g, '\\$&')}%`} OR f."searchText" ILIKE ${like}
    OR m."registrationNumber" = ${q.toUpperCase()} OR f.number = ${number} OR f.id::text LIKE ${`${q.toLowerCase()}%`})`
}

function toRow({ createdAt, submittedAt, reviewedAt, dueAt, ...found }: z.output<typeof row>): AssistedRow {
  return {
    ...found,
    createdAt: createdAt.toISOString(),
    submittedAt: submittedAt?.toISOString() ?? null,
    reviewedAt: reviewedAt?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
  }
}
