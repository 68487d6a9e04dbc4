import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from './call-route'
import type { StaffSession } from './staff-session'

type Routes = Record<'deferDecision' | 'takeBackDecision' | 'ownDecisions' | 'getDeskFiling', Route>

export type Problem = { code?: string; detail?: string }
type Deferred = Problem & { decisionId: string; takesEffectAt: string }

export const APPROVAL = { verdict: 'APPROVE', emissionStage: '3', comment: '照片清楚' }
export const REFUSAL = { verdict: 'DECLINE', reason: '不属于登记范围' }
export const RETURN = {
  verdict: 'RETURN',
  reasons: [{ code: 'PHOTO_UNCLEAR', fields: ['photos.BODY_FRONT'] }],
}

/** What the desk of one reviewer calls; `Desk` and `Own` are what the routes answer. */
export function deskOf<Desk, Own>(routes: Routes, { id: reviewerId, headers }: StaffSession) {
  const { deferDecision: DEFER, takeBackDecision: TAKE_BACK, ownDecisions: OWN, getDeskFiling: DESK } = routes
  return {
    /** A filing that the reviewer has claimed. */
    claimed: (districtCode = '110101') => makeFiling(db(), 'IN_REVIEW', { reviewerId, districtCode }),
    decide: ({ id, version }: { id: string; version: number }, input: object = APPROVAL) =>
      callRoute<Deferred>(DEFER, { params: { id }, headers, body: { version, ...input } }),
    takeBack: (id: string, decisionId: string) =>
      callRoute<Problem>(TAKE_BACK, { params: { id, decisionId }, headers }),
    open: async (id: string) => (await callRoute<Desk>(DESK, { params: { id }, headers })).body,
    own: async () => (await callRoute<{ data: Own[] }>(OWN, { headers })).body.data,
  }
}

export const filingOf = (id: string) => db().filing.findUniqueOrThrow({ where: { id } })
export const decisionOf = (id: string) => db().deferredDecision.findUniqueOrThrow({ where: { id } })
export async function eventsOf(subjectId: string): Promise<string[]> {
  const events = await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })
  return events.map(({ action }) => action)
}

/** The undo time of a decision is over. */
export async function expire(decisionId: string): Promise<void> {
  await db().$executeRaw`UPDATE deferred_decision
    SET "decidedAt" = "decidedAt" - interval '1 minute', "takesEffectAt" = now() - interval '1 second'
    WHERE id = ${decisionId}::uuid`
}

/** What an approval leaves behind. */
export async function issuedFor(filingId: string) {
  const where = { filingId }
  const [machines, pickups, decisions, notices] = await Promise.all([
    db().machine.count({ where }),
    db().pickup.count({ where }),
    db().decision.count({ where }),
    db().notice.count({ where }),
  ])
  return { machines, pickups, decisions, notices }
}
export const NOTHING = { machines: 0, pickups: 0, decisions: 0, notices: 0 }
export const EVERYTHING = { machines: 1, pickups: 1, decisions: 1, notices: 1 }
