import { z } from 'zod'
import { codesOf, dismissed, sharedPhotos, sideCodes } from '@/lib/features/filing/queries/duplicates'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import type { Judgment } from '../schema'

type Reader = Pick<Tx, '$queryRaw'>
type PairIds = { id: string; otherFilingId?: string; otherMachineId?: string }

const judgmentRow = z.object({
  id: z.uuid(),
  verdict: z.enum(['DIFFERENT', 'SAME', 'UNCLEAR']),
  stands: z.enum(['THIS', 'OTHER']).nullable(),
  staffName: z.string(),
  at: z.date(),
  reason: z.string().nullable(),
  state: z.enum(['HOLDS', 'OUTDATED', 'ENDED']),
})

/** All judgments of a pair, from either side, the latest first. It is told whether they hold, not whether the reader may see them. */
export async function judgmentsOf(reader: Reader, ids: PairIds): Promise<Judgment[]> {
  const filingId = Prisma.sql`${ids.otherFilingId ?? null}::uuid`
  const machineId = Prisma.sql`${ids.otherMachineId ?? null}::uuid`
  const other = { filingId, machineId, codes: otherCodes(ids) }
  const ofPair = Prisma.sql`
    (d."filingId" = f.id AND (d."otherFilingId" = ${filingId} OR d."otherMachineId" = ${machineId}))
    OR (d."filingId" = ${filingId} AND d."otherFilingId" = f.id)`
  const state = Prisma.sql`CASE WHEN d."endedAt" IS NOT NULL THEN 'ENDED'
    WHEN (${dismissed(other)}) AND d.photos @> ${sharedPhotos(filingId)} THEN 'HOLDS' ELSE 'OUTDATED' END`
  const from = Prisma.sql`JOIN staff s ON s.id = d."staffId" CROSS JOIN f WHERE ${ofPair}`
  const rows = await rowsOf(reader, judgmentRow)`
    WITH f AS (SELECT * FROM filing WHERE id = ${ids.id}::uuid)
    SELECT d.id, 'DIFFERENT' AS verdict, NULL::text AS stands, s.name AS "staffName", d."dismissedAt" AS at, d.reason,
      ${state} AS state
    FROM duplicate_dismissal d ${from}
    UNION ALL
    SELECT d.id, d.verdict::text, CASE (d."filingId" = f.id) = d."filingStands" WHEN TRUE THEN 'THIS' WHEN FALSE THEN 'OTHER' END,
      s.name, d."ruledAt", d.reason, ${state}
    FROM pair_ruling d ${from}
    ORDER BY at DESC, id DESC`
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

function otherCodes({ otherFilingId, otherMachineId }: PairIds): Prisma.Sql {
  return otherFilingId
    ? Prisma.sql`(SELECT ${sideCodes('o')} FROM filing o WHERE o.id = ${otherFilingId}::uuid)`
    : Prisma.sql`(SELECT ${codesOf('m')} FROM machine m WHERE m.id = ${otherMachineId ?? null}::uuid)`
}
