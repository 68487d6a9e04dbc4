import { z } from 'zod'
import { roleMay } from '@/lib/core/access'
import { type StaffActor, SYSTEM } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { claimEnd } from '@/lib/features/filing/commands/claim'
import { audit } from '@/lib/server/audit/audit'
import { attempt } from '@/lib/server/database/attempt'
import { readRows, type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { eachDue } from '@/lib/server/jobs/each-due'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { findStaffActorById } from '@/lib/server/session/staff-session'
import { Prisma } from '@/prisma/client'
import { changeDecisionInput, changeVerdict } from '../schema/decision'
import { approveChangeWithin, returnChangeWithin } from './decide'
import { lockMachine } from './machine-row'
import { UNCLAIMED } from './refusal'

/** Decisions per run; the next run follows at once. */
const BATCH = 50

const dueRow = z.object({ id: z.uuid() })
const dueDecision = z.object({
  id: z.uuid(),
  changeId: z.uuid(),
  machineId: z.uuid(),
  staffId: z.uuid(),
  version: z.int(),
  verdict: changeVerdict,
  input: z.record(z.string(), z.unknown()),
})
type DueDecision = z.output<typeof dueDecision>

/**
 * Carries out the decisions on changes whose undo time has passed, each in a transaction of its own: several servers may run
 * this at once, and a crash leaves each decision either open or in effect.
 * @returns how many were ended by this run
 */
export async function takeDueChangeDecisions(): Promise<number> {
  const due = await readRows(dueRow)`
    SELECT id FROM deferred_change_decision WHERE outcome IS NULL AND "takesEffectAt" <= now()
    ORDER BY "takesEffectAt" LIMIT ${BATCH}`
  return eachDue(due, takeEffect)
}

function takeEffect(id: string): Promise<boolean> {
  return transact(async (tx) => {
    const [decision] = await rowsOf(tx, dueDecision)`
      SELECT d.id, d."changeId", c."machineId", d."staffId", d.version, d.verdict::text AS verdict, d.input
      FROM deferred_change_decision d JOIN change c ON c.id = d."changeId"
      WHERE d.id = ${id}::uuid AND d.outcome IS NULL AND d."takesEffectAt" <= now() FOR UPDATE OF d SKIP LOCKED`
    if (!decision) return false
    // The machine first, as every command of changes.
    await lockMachine(tx, Prisma.sql`m.id = ${decision.machineId}::uuid`)
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
async function carryOut(tx: Tx, { id, changeId, staffId, version, ...decision }: DueDecision): Promise<void> {
  const actor = await findStaffActorById(tx, staffId)
  if (!actor || !mayReview(actor))
    throw new AppError('FORBIDDEN', { detail: '作出决定的人员已停用或不再负责审核' })
  await tx.change.updateMany({ where: { id: changeId }, data: { decisionDueAt: null } })
  const input = changeDecisionInput.parse({ ...decision.input, verdict: decision.verdict })
  const common = { id: changeId, version }
  if (input.verdict === 'APPROVE') await approveChangeWithin(tx, actor, { ...input, ...common })
  else await returnChangeWithin(tx, actor, { ...input, ...common })
  await tx.deferredChangeDecision.updateMany({
    where: { id },
    data: { outcome: 'TAKEN_EFFECT', endedAt: new Date() },
  })
}

const mayReview = (actor: StaffActor) => roleMay(actor.role, 'change.review')

/** The change is the officer's again, or waits for anybody if they can no longer review it; one that has ended stays as it is. */
async function fail(tx: Tx, decision: DueDecision, { code, message }: AppError): Promise<void> {
  const { id, changeId, staffId, verdict } = decision
  await tx.deferredChangeDecision.updateMany({
    where: { id },
    data: { outcome: 'FAILED', endedAt: new Date(), problemCode: code, problemText: message },
  })
  const { districtCode } = await tx.change.update({
    where: { id: changeId },
    data: { decisionDueAt: null },
    select: { districtCode: true },
  })
  const claimed = { id: changeId, status: 'SUBMITTED', claimedById: staffId } as const
  const actor = await findStaffActorById(tx, staffId)
  const kept =
    actor && mayReview(actor)
      ? await tx.change.updateMany({
          where: { ...claimed, ...actor.area },
          data: { claimExpiresAt: await claimEnd(tx, actor, new Date()) },
        })
      : null
  if (!kept?.count) await tx.change.updateMany({ where: claimed, data: UNCLAIMED })
  await audit(tx, SYSTEM, {
    action: 'change.decision-fail',
    subjectType: 'change',
    subjectId: changeId,
    districtCode,
    details: { verdict, staffId, code, decisionId: id },
  })
}
