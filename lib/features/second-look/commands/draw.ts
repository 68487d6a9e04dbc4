import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { SYSTEM } from '@/lib/core/actor'
import { DAY_MS } from '@/lib/core/clock'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { allowTime } from '@/lib/server/database/allow-time'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import { whyDrawn } from '../rules'
import type { DrawReason } from '../schema'
import { assignLook } from './assign'
import { fractionOf } from './fraction'

/** A decision older than this was in no draw because nothing was drawn then; it is left alone. */
const DAYS = 7
/** Decisions per run; the next run is minutes away. */
const BATCH = 500
/** Any number, the same in every server. */
const LOCK = 7_306_004_712

const decided = z.object({
  id: z.uuid(),
  filingId: z.uuid(),
  staffId: z.uuid(),
  districtCode: z.string(),
  doubts: z.array(z.string()),
})
type Decided = z.output<typeof decided>
type Choice = Decided & { share: number; doubtShare: number; why: DrawReason | null }

/**
 * The draw: of every final decision (approved, declined) that was in no draw yet, whether another person looks at the filing
 * again. The seed is made here, after the decisions, so that nobody can know it while deciding; seed, shares, doubts and
 * result are recorded for every decision, so that the draw can be made again. Several servers may run it.
 * @returns how many were drawn
 */
export function drawSecondLooks(now = new Date()): Promise<number> {
  return transact(async (tx) => {
    await allowTime(tx, 'background')
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`
    const decisions = await findUndrawn(tx, new Date(now.getTime() - DAYS * DAY_MS))
    if (decisions.length === 0) return 0
    const seed = randomBytes(16).toString('hex')
    const { id: drawId } = await tx.secondLookDraw.create({ data: { id: newId(), seed, drawnAt: now } })
    const choices = await choose(tx, seed, decisions)
    await tx.secondLookChoice.createMany({
      data: choices.map(({ id, share, doubtShare, doubts, why }) => ({
        decisionId: id,
        drawId,
        share,
        doubtShare,
        doubts,
        why,
      })),
    })
    const drawn = choices.flatMap((choice) => (choice.why ? [{ ...choice, why: choice.why }] : []))
    for (const choice of drawn) await record(tx, choice, seed, now)
    return drawn.length
  })
}

/**
 * With the kinds of checks that were in doubt: as they were stored for the submission, and the duplicates that the same
 * officer found to be none.
 */
function findUndrawn(tx: Tx, since: Date): Promise<Decided[]> {
  return rowsOf(tx, decided)`
    SELECT d.id, d."filingId", d."staffId", f."districtCode", ARRAY(
      SELECT r.code FROM inspection i JOIN inspection_result r ON r."filingId" = i."filingId"
      WHERE i."filingId" = f.id AND i.revision = d.revision AND r.result = 'DOUBT'
      UNION
      SELECT 'DUPLICATE' FROM duplicate_dismissal j
      WHERE (j."filingId" = f.id OR j."otherFilingId" = f.id) AND j."staffId" = d."staffId" AND j."dismissedAt" <= d."decidedAt"
      ORDER BY 1) AS doubts
    FROM decision d JOIN filing f ON f.id = d."filingId"
    WHERE d.kind IN ('APPROVED', 'DECLINED') AND d."decidedAt" > ${since} AND f."districtCode" IS NOT NULL
      AND NOT EXISTS (SELECT FROM second_look_choice c WHERE c."decisionId" = d.id)
      AND NOT EXISTS (SELECT FROM second_look l WHERE l."filingId" = f.id)
    ORDER BY d."decidedAt", d.id LIMIT ${BATCH}`
}

async function choose(tx: Tx, seed: string, decisions: readonly Decided[]): Promise<Choice[]> {
  const shares = new Map<string, { share: number; doubtShare: number }>()
  for (const { districtCode } of decisions)
    if (!shares.has(districtCode))
      shares.set(districtCode, await findSetting(tx, 'second-look', districtCode))
  return decisions.map((decision) => {
    const from = {
      ...(shares.get(decision.districtCode) ?? { share: 0, doubtShare: 0 }),
      doubts: decision.doubts,
    }
    return { ...decision, ...from, why: whyDrawn(fractionOf(seed, decision.id), from) }
  })
}

async function record(tx: Tx, choice: Choice & { why: DrawReason }, seed: string, now: Date): Promise<void> {
  const { filingId, id: decisionId, staffId: deciderId, why, districtCode } = choice
  await tx.secondLook.create({ data: { filingId, decisionId, deciderId, why, drawnAt: now } })
  const assigneeId = await assignLook(tx, { filingId, deciderId, seed, now })
  await audit(tx, SYSTEM, {
    action: 'filing.draw',
    subjectType: 'filing',
    subjectId: filingId,
    districtCode,
    details: { drawnFor: why, ...(assigneeId ? { staffId: assigneeId } : {}) },
  })
}
