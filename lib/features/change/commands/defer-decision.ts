import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { claimEnd } from '@/lib/features/filing/commands/claim'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import type { ReviewChangeAction } from '../policy'
import { CHANGE_ACTIONS } from '../rules/actions'
import type { ChangeVerdict, changeDecisionBody } from '../schema/decision'
import type { deferChangeDecisionEndpoint } from '../schema/review'
import { requireEvidence } from './evidence'
import { refuseChange } from './refusal'

type Deferral = z.output<typeof changeDecisionBody> & { id: string }
type Deferred = z.input<typeof deferChangeDecisionEndpoint.response>

const ACTIONS: Record<ChangeVerdict, ReviewChangeAction> = { APPROVE: 'approve', RETURN: 'return' }
const deferredRow = z.object({ districtCode: z.string(), machineId: z.uuid(), takesEffectAt: z.date() })

/**
 * A decision of the changes desk: recorded now, carried out by `takeDueChangeDecisions` when the undo time has passed, as those
 * on filings are (docs/decisions/0038). It needs the officer's own claim, and is refused now for everything that the immediate
 * decision is refused for; from here on the change is closed to everybody, its asker included.
 * @throws AppError as `refuseChange`, INVALID naming the missing evidence
 */
export function deferChangeDecision(actor: StaffActor, deferral: Deferral): Promise<Deferred> {
  return transact(async (tx) => {
    const decisionId = newId()
    const { id, verdict } = deferral
    const { districtCode, machineId, takesEffectAt, remainingMs } = await close(
      tx,
      actor,
      deferral,
      decisionId,
    )
    if (deferral.verdict === 'APPROVE') await requireEvidence(tx, actor, deferral)
    await forgetFailures(tx, actor, id)
    await audit(tx, actor, {
      action: 'change.decide',
      subjectType: 'change',
      subjectId: id,
      districtCode,
      details: { verdict, decisionId, machineId, takesEffectAt: takesEffectAt.toISOString() },
    })
    return { decisionId, takesEffectAt: takesEffectAt.toISOString(), remainingMs }
  })
}

/** Closes the change and records the decision, by one statement. Times are the database's: several servers must agree on them. */
async function close(tx: Tx, actor: StaffActor, deferral: Deferral, decisionId: string) {
  const { id, version, verdict, ...input } = deferral
  const action = ACTIONS[verdict]
  const { seconds } = await findSetting(tx, 'decision-undo', actor.divisionCode)
  const claimExpiresAt = await claimEnd(tx, actor, new Date(Date.now() + seconds * 1000))
  const [deferred] = await rowsOf(tx, deferredRow)`
    WITH closed AS (
      UPDATE change c SET "decisionDueAt" = now() + ${seconds} * interval '1 second', "claimExpiresAt" = ${claimExpiresAt}
      WHERE c.id = ${id}::uuid AND ${areaSql(actor.area, 'c')} AND c."decisionDueAt" IS NULL
        AND c.status = ANY(${[...CHANGE_ACTIONS[action].from]}::"ChangeStatus"[]) AND c.version = ${version}
        AND c."claimedById" = ${actor.id}::uuid
      RETURNING c.id, c."districtCode", c."machineId", c."decisionDueAt"
    ),
    recorded AS (
      INSERT INTO deferred_change_decision (id, "changeId", "staffId", version, verdict, input, "decidedAt", "takesEffectAt")
      SELECT ${decisionId}::uuid, id, ${actor.id}::uuid, ${version}, ${verdict}::"Verdict",
        ${JSON.stringify(input)}::jsonb, now(), "decisionDueAt"
      FROM closed
    )
    SELECT "districtCode", "machineId", "decisionDueAt" AS "takesEffectAt" FROM closed`
  return deferred
    ? { ...deferred, remainingMs: seconds * 1000 }
    : refuseChange(tx, actor, action, { id, claimed: true })
}

/** Deciding again shows that the officer knows of the failure before. */
async function forgetFailures(tx: Tx, actor: StaffActor, changeId: string): Promise<void> {
  await tx.deferredChangeDecision.updateMany({
    where: { changeId, staffId: actor.id, outcome: 'FAILED', readAt: null },
    data: { readAt: new Date() },
  })
}
