import { z } from 'zod'
import { roleMay } from '@/lib/core/access'
import { type StaffActor, SYSTEM } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { attempt } from '@/lib/server/database/attempt'
import { readRows, type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { eachDue } from '@/lib/server/jobs/each-due'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { findStaffActorById } from '@/lib/server/session/staff-session'
import { decisionInput, verdict } from '../schema/decision'
import { approveWithin } from './approve'
import { claimEnd } from './claim'
import { declineWithin } from './decline'
import { returnWithin } from './return'

/** Decisions per run; the next run follows at once. */
const BATCH = 50

const dueRow = z.object({ id: z.uuid() })
const dueDecision = z.object({
  id: z.uuid(),
  filingId: z.uuid(),
  staffId: z.uuid(),
  revision: z.int(),
  version: z.int(),
  verdict,
  input: z.record(z.string(), z.unknown()),
  decidedAt: z.date(),
})
type DueDecision = z.output<typeof dueDecision>

/**
 * Carries out the decisions whose undo time has passed, each in a transaction of its own, so that several servers may run
 * this at once and a crash leaves each decision either open or in effect. One that cannot be carried out for want of the
 * database stays open for the next run.
 * @returns how many were ended by this run
 */
export async function takeDueDecisions(): Promise<number> {
  const due = await readRows(dueRow)`
    SELECT id FROM deferred_decision WHERE outcome IS NULL AND "takesEffectAt" <= now()
    ORDER BY "takesEffectAt" LIMIT ${BATCH}`
  return eachDue(due, takeEffect)
}

/** @returns false when another server has it, or it has ended meanwhile */
function takeEffect(id: string): Promise<boolean> {
  return transact(async (tx) => {
    const [decision] = await rowsOf(tx, dueDecision)`
      SELECT id, "filingId", "staffId", revision, version, verdict::text AS verdict, input, "decidedAt"
      FROM deferred_decision WHERE id = ${id}::uuid AND outcome IS NULL AND "takesEffectAt" <= now()
      FOR UPDATE SKIP LOCKED`
    if (!decision) return false
    const problem = await attempt(
      tx,
      () => carryOut(tx, decision),
      (error) => log().error({ decisionId: id, error: errorFacts(error) }, 'a deferred decision failed'),
    )
    if (problem) await fail(tx, decision, problem)
    return true
  })
}

/** As the immediate call does, by the officer who decided, with the rights that they have now. */
async function carryOut(tx: Tx, { id, filingId, staffId, version, decidedAt, ...decision }: DueDecision) {
  const actor = await findStaffActorById(tx, staffId)
  if (!actor || !mayReview(actor))
    throw new AppError('FORBIDDEN', { detail: '作出决定的人员已停用或不再负责审核' })
  await tx.filing.updateMany({ where: { id: filingId }, data: { decisionDueAt: null } })
  const input = decisionInput.parse({ ...decision.input, verdict: decision.verdict })
  const common = { id: filingId, version, decidedAt }
  if (input.verdict === 'APPROVE') await approveWithin(tx, actor, { ...input, ...common })
  else if (input.verdict === 'RETURN') await returnWithin(tx, actor, { ...input, ...common })
  else await declineWithin(tx, actor, { ...input, ...common })
  await tx.deferredDecision.updateMany({
    where: { id },
    data: { outcome: 'TAKEN_EFFECT', endedAt: new Date() },
  })
}

const mayReview = (actor: StaffActor) => roleMay(actor.role, 'filing.review')

/** The filing is the officer's again, or goes back to the queue if they can no longer review it. */
async function fail(tx: Tx, decision: DueDecision, { code, message }: AppError): Promise<void> {
  const { id, filingId, staffId, verdict, revision } = decision
  await tx.deferredDecision.updateMany({
    where: { id },
    data: { outcome: 'FAILED', endedAt: new Date(), problemCode: code, problemText: message },
  })
  const { districtCode } = await tx.filing.update({
    where: { id: filingId },
    data: { decisionDueAt: null },
    select: { districtCode: true },
  })
  const claimed = { id: filingId, status: 'IN_REVIEW', claimedById: staffId } as const
  const actor = await findStaffActorById(tx, staffId)
  const kept =
    actor && mayReview(actor)
      ? await tx.filing.updateMany({
          where: { ...claimed, ...actor.area },
          data: { claimExpiresAt: await claimEnd(tx, actor, new Date()) },
        })
      : null
  if (!kept?.count)
    await tx.filing.updateMany({
      where: claimed,
      data: {
        status: 'SUBMITTED',
        claimedById: null,
        claimedAt: null,
        claimExpiresAt: null,
        version: { increment: 1 },
      },
    })
  await audit(tx, SYSTEM, {
    action: 'filing.decision-fail',
    subjectType: 'filing',
    subjectId: filingId,
    districtCode,
    details: { verdict, staffId, code, decisionId: id, revision },
  })
}
