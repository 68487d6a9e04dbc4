import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { type ChangeSeed, makeChange } from '@/prisma/factories/change'
import { callRoute } from './call-route'
import type { StaffSession } from './staff-session'

type Routes = Record<
  | 'claimChange'
  | 'releaseChange'
  | 'deferChangeDecision'
  | 'takeBackChangeDecision'
  | 'readChangeFailure'
  | 'getDeskChange',
  Route
> & { ownDecisions: Route }
type Deferred = { decisionId: string; takesEffectAt: string; remainingMs: number }
export type Problem = {
  code: string
  detail: string
  errors?: { path: string; code: string; message: string }[]
}

/** The changes desk of one officer. @param routes of the features change and filing */
export function changeDesk<Desk, Own>(routes: Routes, { headers, id: claimedById }: StaffSession) {
  const post = <T>(route: Route, params: Record<string, string>, body?: unknown) =>
    callRoute<T>(route, { params, body, headers })
  return {
    /** A waiting change that the officer has claimed. */
    claimed: (seed: ChangeSeed = {}) => makeChange(db(), { ...seed, claimedById }),
    claim: (id: string) => post<Problem & Desk>(routes.claimChange, { id }),
    release: (id: string) => post<Problem>(routes.releaseChange, { id }),
    decide: (id: string, body: object = { verdict: 'APPROVE' }) =>
      post<Problem & Deferred>(routes.deferChangeDecision, { id }, { version: 1, ...body }),
    takeBack: (id: string, decisionId: string) =>
      post<Problem | null>(routes.takeBackChangeDecision, { id, decisionId }),
    read: (id: string, decisionId: string) =>
      post<Problem | null>(routes.readChangeFailure, { id, decisionId }),
    open: async (id: string) =>
      (await callRoute<Desk>(routes.getDeskChange, { params: { id }, headers })).body,
    own: async () => (await callRoute<{ data: Own[] }>(routes.ownDecisions, { headers })).body.data,
  }
}

export const changeOf = (id: string) => db().change.findUniqueOrThrow({ where: { id } })
export const machineOf = (id: string) => db().machine.findUniqueOrThrow({ where: { id } })
export const changeDecisionOf = (id: string) =>
  db().deferredChangeDecision.findUniqueOrThrow({ where: { id } })
export const changeEvents = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )

/** Lets the undo time of a decision be over. */
export async function expireChange(decisionId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE deferred_change_decision
    SET "decidedAt" = now() - interval '2 milliseconds', "takesEffectAt" = now() - interval '1 millisecond'
    WHERE id = ${decisionId}::uuid`
}
