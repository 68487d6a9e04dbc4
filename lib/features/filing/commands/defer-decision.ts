import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { requireNumbersLeft } from '@/lib/features/registration/commands/allot'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import { VERDICT_ACTIONS } from '../rules/verdict'
import type { decisionBody } from '../schema/decision'
import type { deferDecisionEndpoint } from '../schema/deferred'
import { claimEnd } from './claim'
import { actionable, refuse } from './refusal'
import { completeReasons } from './return'

type Deferral = z.output<typeof decisionBody> & { id: string }
type Deferred = z.input<typeof deferDecisionEndpoint.response>

const deferredRow = z.object({ districtCode: z.string(), revision: z.int(), takesEffectAt: z.date() })

/**
 * A decision of the desk: recorded now, carried out by `takeDueDecisions` when the undo time has passed (setting
 * `decision-undo`). Nothing is issued or sent before. It is refused now for everything that the immediate decision is refused
 * for; from here on the filing is closed to everybody, its claim is kept.
 * @throws AppError as `refuse`, INVALID for unknown reasons, SERIES_EXHAUSTED
 */
export function deferDecision(actor: StaffActor, deferral: Deferral): Promise<Deferred> {
  return transact((tx) => deferWithin(tx, actor, deferral))
}

/** `deferDecision` inside a transaction. */
export async function deferWithin(tx: Tx, actor: StaffActor, deferral: Deferral): Promise<Deferred> {
  const decisionId = newId()
  const { districtCode, revision, takesEffectAt, remainingMs } = await close(tx, actor, deferral, decisionId)
  if (deferral.verdict === 'RETURN') await completeReasons(tx, deferral.reasons)
  if (deferral.verdict === 'APPROVE') await requireNumbersLeft(tx, districtCode)
  await forgetFailures(tx, actor, deferral.id)
  await audit(tx, actor, {
    action: 'filing.decide',
    subjectType: 'filing',
    subjectId: deferral.id,
    districtCode,
    details: {
      verdict: deferral.verdict,
      decisionId,
      revision,
      takesEffectAt: takesEffectAt.toISOString(),
    },
  })
  return { decisionId, takesEffectAt: takesEffectAt.toISOString(), remainingMs }
}

/**
 * Closes the filing, guarded as `decide` guards it, and records the decision, by one statement. Times are the database's:
 * several servers must agree on them.
 */
async function close(tx: Tx, actor: StaffActor, deferral: Deferral, decisionId: string) {
  const { id, version, verdict, ...input } = deferral
  const action = VERDICT_ACTIONS[verdict]
  const { seconds } = await findSetting(tx, 'decision-undo', actor.divisionCode)
  // No lapse and no take-over before the effect, not even by a server of the release before, which knows only the claim.
  const claimExpiresAt = await claimEnd(tx, actor, new Date(Date.now() + seconds * 1000))
  const [deferred] = await rowsOf(tx, deferredRow)`
    WITH closed AS (
      UPDATE filing f SET "decisionDueAt" = now() + ${seconds} * interval '1 second',
        "claimExpiresAt" = ${claimExpiresAt}, "updatedAt" = now()
      WHERE ${actionable(actor, action, id)} AND f.version = ${version} AND f."claimedById" = ${actor.id}::uuid
      RETURNING f.id, f.revision, f."districtCode", f."decisionDueAt"
    ),
    recorded AS (
      INSERT INTO deferred_decision
        (id, "filingId", "staffId", revision, version, verdict, input, "decidedAt", "takesEffectAt")
      SELECT ${decisionId}::uuid, id, ${actor.id}::uuid, revision, ${version}, ${verdict}::"Verdict",
        ${JSON.stringify(input)}::jsonb, now(), "decisionDueAt"
      FROM closed
    )
    SELECT "districtCode", revision, "decisionDueAt" AS "takesEffectAt" FROM closed`
  return deferred ? { ...deferred, remainingMs: seconds * 1000 } : refuse(tx, actor, action, id)
}

/** Deciding again shows that the officer knows of the failure before. */
async function forgetFailures(tx: Tx, actor: StaffActor, filingId: string): Promise<void> {
  await tx.deferredDecision.updateMany({
    where: { filingId, staffId: actor.id, outcome: 'FAILED', readAt: null },
    data: { readAt: new Date() },
  })
}
