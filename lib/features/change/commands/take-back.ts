import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { changesInArea } from '@/lib/core/area'
import { claimEnd } from '@/lib/features/filing/commands/claim'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { changeVerdict } from '../schema/decision'

type Which = { id: string; decisionId: string }
const takenBack = z.object({ districtCode: z.string(), verdict: changeVerdict })

/**
 * 撤销: takes an own decision back that has not taken effect, however late; the change is the officer's again, with a whole
 * claim. Against the effect at the same instant, whoever locks the decision first wins. Taking back twice is one taking back.
 * @throws AppError NOT_FOUND (also for a colleague's decision), TOO_LATE
 */
export function takeBackChangeDecision(actor: StaffActor, { id, decisionId }: Which): Promise<void> {
  return transact(async (tx) => {
    const [row] = await rowsOf(tx, takenBack)`
      UPDATE deferred_change_decision d SET outcome = 'TAKEN_BACK', "endedAt" = now()
      FROM change c
      WHERE d.id = ${decisionId}::uuid AND d."changeId" = c.id AND c.id = ${id}::uuid AND ${areaSql(actor.area, 'c')}
        AND d."staffId" = ${actor.id}::uuid AND d.outcome IS NULL
      RETURNING c."districtCode", d.verdict::text AS verdict`
    if (!row) return explain(tx, actor, { id, decisionId })
    const claimExpiresAt = await claimEnd(tx, actor, new Date())
    // Only while it waits: a transfer of the machine may have ended it meanwhile.
    await tx.change.updateMany({
      where: { id, status: 'SUBMITTED' },
      data: { decisionDueAt: null, claimExpiresAt },
    })
    await audit(tx, actor, {
      action: 'change.take-back',
      subjectType: 'change',
      subjectId: id,
      districtCode: row.districtCode,
      details: { verdict: row.verdict, decisionId },
    })
  })
}

/**
 * Marks a failure as read: it is no longer told on every page.
 * @throws AppError NOT_FOUND (also for a colleague's decision)
 */
export function readChangeFailure(actor: StaffActor, which: Which): Promise<void> {
  return transact(async (tx) => {
    await requireOwn(tx, actor, which)
    await tx.deferredChangeDecision.updateMany({
      where: { id: which.decisionId, outcome: 'FAILED', readAt: null },
      data: { readAt: new Date() },
    })
  })
}

async function explain(tx: Tx, actor: StaffActor, which: Which): Promise<void> {
  const { outcome, problemText } = await requireOwn(tx, actor, which)
  if (outcome === 'TAKEN_BACK') return
  const detail = outcome === 'FAILED' ? `该决定没有生效（${problemText}），不需要撤销` : undefined
  throw new AppError('TOO_LATE', { detail })
}

async function requireOwn(tx: Tx, actor: StaffActor, { id, decisionId }: Which) {
  const decision = await tx.deferredChangeDecision.findFirst({
    where: { id: decisionId, changeId: id, staffId: actor.id, change: changesInArea(actor) },
    select: { outcome: true, problemText: true },
  })
  if (!decision) throw new AppError('NOT_FOUND')
  return decision
}
