import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { visibleToOfficer } from '../policy'
import { verdict } from '../schema/decision'
import { claimEnd } from './claim'

type Which = { id: string; decisionId: string }
const takenBack = z.object({ districtCode: z.string(), revision: z.int(), verdict })

/**
 * 撤销: takes an own decision back that has not taken effect, however late; the filing is the officer's again, with a whole
 * claim. Against the effect at the same instant, whoever locks the decision first wins. Taking back twice is one taking back.
 * @throws AppError NOT_FOUND (also for a colleague's decision), TOO_LATE
 */
export function takeBackDecision(actor: StaffActor, { id, decisionId }: Which): Promise<void> {
  return transact(async (tx) => {
    const [row] = await rowsOf(tx, takenBack)`
      UPDATE deferred_decision d SET outcome = 'TAKEN_BACK', "endedAt" = now()
      FROM filing f
      WHERE d.id = ${decisionId}::uuid AND d."filingId" = f.id AND f.id = ${id}::uuid AND ${areaSql(actor.area)}
        AND d."staffId" = ${actor.id}::uuid AND d.outcome IS NULL
      RETURNING f."districtCode", d.revision, d.verdict::text AS verdict`
    if (!row) return explain(tx, actor, { id, decisionId })
    const claimExpiresAt = await claimEnd(tx, actor, new Date())
    await tx.filing.updateMany({ where: { id }, data: { decisionDueAt: null, claimExpiresAt } })
    await audit(tx, actor, {
      action: 'filing.take-back',
      subjectType: 'filing',
      subjectId: id,
      districtCode: row.districtCode,
      details: { verdict: row.verdict, decisionId, revision: row.revision },
    })
  })
}

/**
 * Marks a failure as read: it is no longer told on every page.
 * @throws AppError NOT_FOUND (also for a colleague's decision)
 */
export function readFailure(actor: StaffActor, which: Which): Promise<void> {
  return transact(async (tx) => {
    await requireOwn(tx, actor, which)
    await tx.deferredDecision.updateMany({
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
  const decision = await tx.deferredDecision.findFirst({
    where: { id: decisionId, filingId: id, staffId: actor.id, filing: visibleToOfficer(actor) },
    select: { outcome: true, problemText: true },
  })
  if (!decision) throw new AppError('NOT_FOUND')
  return decision
}
