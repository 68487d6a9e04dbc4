import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import type { StatedTexts } from '@/lib/features/setting/schema/adverse-acts'
import type { Tx } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import { FILING_ACTIONS } from '../rules/actions'
import { actionable, refuse } from './refusal'

export type Decidable = {
  id: string
  /** When the officer decided, if the decision was deferred; otherwise it is the moment of the effect. */
  decidedAt?: Date
}
type Decision = Decidable & {
  /** The version the officer reviewed. */
  version: number
  at: Date
  comment?: string
  /** Legal basis and remedies, stated with an adverse decision. */
  stated?: StatedTexts
} & (
    | { action: 'approve'; emissionStage: string }
    | { action: 'return' | 'decline'; emissionStage?: undefined }
  )

const decidedFiling = z.object({
  id: z.uuid(),
  filerId: z.uuid(),
  ownerId: z.uuid(),
  districtCode: z.string(),
  revision: z.int(),
})
export type Decided = z.output<typeof decidedFiling> & { decisionId: string }

const KINDS = { approve: 'APPROVED', return: 'RETURNED', decline: 'DECLINED' } as const

/**
 * The step that all three decisions share, in one statement: moves the filing out of IN_REVIEW, guarded by status,
 * version, claimant and area, and inserts the decision on this revision. What is returned is kept for its reviewer, who
 * gets the resubmission first. Of two concurrent decisions the second matches
 * no row.
 * @throws AppError as `refuse`
 */
export async function decide(tx: Tx, actor: StaffActor, decision: Decision): Promise<Decided> {
  const { id, version, action, at } = decision
  const decisionId = newId()
  const [decided] = await rowsOf(tx, decidedFiling)`
    WITH held AS (SELECT id, "claimedAt" FROM filing WHERE id = ${id}::uuid FOR UPDATE),
    decided AS (
      UPDATE filing f SET
        status = ${FILING_ACTIONS[action].to}::"FilingStatus", version = f.version + 1, "reviewedAt" = ${at},
        "emissionStage" = ${decision.emissionStage ?? null}::char(1),
        "claimedById" = NULL, "claimedAt" = NULL, "claimExpiresAt" = NULL, "updatedAt" = ${at},
        "keptForId" = ${action === 'return' ? actor.id : null}::uuid
      FROM held
      WHERE f.id = held.id AND ${actionable(actor, action, id)} AND f.version = ${version} AND f."claimedById" = ${actor.id}::uuid
      RETURNING f.id, f."filerId", f."ownerId", f."districtCode", f.revision, held."claimedAt"
    ),
    recorded AS (
      INSERT INTO decision (id, "filingId", revision, kind, "staffId", comment, basis, remedies, "claimedAt", "decidedAt")
      SELECT ${decisionId}::uuid, id, revision, ${KINDS[action]}::"DecisionKind", ${actor.id}::uuid,
        ${decision.comment ?? null}, ${decision.stated?.basis ?? null}, ${decision.stated?.remedies ?? null}, "claimedAt",
        ${decision.decidedAt ?? at}
      FROM decided
    )
    SELECT id, "filerId", "ownerId", "districtCode", revision FROM decided`
  return decided ? { ...decided, decisionId } : refuse(tx, actor, action, id)
}
