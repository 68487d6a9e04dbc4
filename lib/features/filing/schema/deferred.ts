import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { decisionBody, verdict } from './decision'

/** Decisions that take effect some seconds later: docs/decisions/0038. */

export const DEFERRED_OUTCOMES = ['TAKEN_EFFECT', 'TAKEN_BACK', 'FAILED'] as const

const filing = '/api/console/filings/{id}'
const auth = 'staff' as const
const action = 'filing.review' as const
const params = z.object({ id: z.uuid(), decisionId: z.uuid() })

/** Until it takes effect, by the server's clock, since the browser's may be wrong; 0 once it is due. */
const remainingMs = z.number().int()

/** One of the officer's own decisions, on a filing or on a change, as the notice of the console tells it. */
export const ownDecision = z.object({
  decisionId: z.uuid(),
  /** Null: it is on a change. */
  filingId: z.uuid().nullable(),
  /** Set for a decision on a change, with its kind. */
  changeId: z.uuid().nullable(),
  changeType: z.string().nullable(),
  verdict,
  /** null: open. */
  outcome: z.enum(DEFERRED_OUTCOMES).nullable(),
  takesEffectAt: z.iso.datetime(),
  remainingMs,
  categoryCode: z.string().nullable(),
  model: z.string().nullable(),
  /** Why it failed, as long as the officer has not read it. */
  problem: z.string().nullable(),
})
export type OwnDecision = z.output<typeof ownDecision>

export const deferDecisionEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/decisions`,
  summary: '作出决定，片刻后生效，此前可以撤销',
  auth,
  action,
  params: z.object({ id: z.uuid() }),
  body: decisionBody,
  response: z.object({ decisionId: z.uuid(), takesEffectAt: z.iso.datetime(), remainingMs }),
  status: 202,
})
export const takeBackDecisionEndpoint = endpoint({
  method: 'DELETE',
  path: `${filing}/decisions/{decisionId}`,
  summary: '撤销尚未生效的决定',
  auth,
  action,
  params,
})
export const readFailureEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/decisions/{decisionId}/read`,
  summary: '已知悉决定没有生效',
  auth,
  action,
  params,
})
export const ownDecisionsEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/decisions',
  summary: '自己最近作出的决定：待生效的、没有生效的、以前的',
  auth,
  action,
  response: z.object({
    data: z.array(ownDecision),
    /** Decisions in effect that the officer made since midnight in China, on that day. */
    today: z.object({
      day: z.iso.date(),
      approved: z.number().int(),
      returned: z.number().int(),
      declined: z.number().int(),
      /** Changes decided at the desk, whichever way. */
      changes: z.number().int(),
    }),
  }),
})
