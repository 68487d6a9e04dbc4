import { z } from 'zod'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { isAbsent } from '@/lib/features/absence/queries'
import { type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { chooseLooker } from '../rules'
import { fractionOf } from './fraction'

const candidate = z.object({ id: z.uuid(), role: z.enum(['REVIEWER', 'SUPERVISOR']), open: z.int() })

/** Condition over `staff s` of `bureau b`: may look at `filing f`, is not away, and did not enter it at a counter. */
const mayLook = (now: Date) => Prisma.sql`s.role IN ('REVIEWER', 'SUPERVISOR') AND s."disabledAt" IS NULL
  AND b."disabledAt" IS NULL AND b."divisionCode" IN (f."districtCode", f."cityCode", f."provinceCode", ${WHOLE_COUNTRY})
  AND NOT s.id = ANY (f."assistantIds") AND NOT ${isAbsent('s', now)}`

type Assigned = { filingId: string; deciderId: string; seed: string; now: Date }

/**
 * Gives a drawn filing to another person of the area than the one who decided, or to nobody where there is none.
 * @returns who got it
 */
export async function assignLook(
  tx: Tx,
  { filingId, deciderId, seed, now }: Assigned,
): Promise<string | null> {
  const candidates = await rowsOf(tx, candidate)`
    SELECT s.id, s.role::text AS role, (
      SELECT count(*)::int FROM second_look l WHERE l."assigneeId" = s.id AND l."lookedAt" IS NULL) AS open
    FROM filing f, staff s JOIN bureau b ON b.id = s."bureauId"
    WHERE f.id = ${filingId}::uuid AND s.id <> ${deciderId}::uuid AND ${mayLook(now)}`
  const chosen = chooseLooker(candidates, deciderId, (id) => fractionOf(`${seed}:${filingId}`, id))
  const assigneeId = chosen?.id ?? null
  await tx.secondLook.updateMany({
    where: { filingId, lookedAt: null },
    data: { assigneeId, assignedAt: assigneeId ? now : null },
  })
  return assigneeId
}

const orphan = z.object({ filingId: z.uuid(), deciderId: z.uuid(), assigneeId: z.uuid().nullable() })
/** Per run. */
const BATCH = 100

/**
 * Gives what waits for nobody, or for somebody who may not look at it now (disabled, moved, another role, away), to another.
 * @returns how many changed hands
 */
export function reassignLooks(now = new Date()): Promise<number> {
  return transact(async (tx) => {
    const orphans = await rowsOf(tx, orphan)`
      SELECT l."filingId", l."deciderId", l."assigneeId" FROM second_look l JOIN filing f ON f.id = l."filingId"
      WHERE l."lookedAt" IS NULL AND NOT EXISTS (
        SELECT FROM staff s JOIN bureau b ON b.id = s."bureauId" WHERE s.id = l."assigneeId" AND ${mayLook(now)})
      ORDER BY l."drawnAt" LIMIT ${BATCH} FOR UPDATE OF l SKIP LOCKED`
    let moved = 0
    for (const { assigneeId, ...look } of orphans) {
      const next = await assignLook(tx, { ...look, seed: look.filingId, now })
      if (next !== assigneeId) moved += 1
    }
    return moved
  })
}
