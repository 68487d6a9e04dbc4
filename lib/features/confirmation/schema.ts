import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'
import { disputeCase } from '@/lib/features/dispute/schema'
import { pendingAct } from '@/lib/features/second-person/schema'

/** What waits for a second person: /api/console/pending-acts (docs/decisions/0058). */

export const CONFIRMATION_VIEWS = ['WAITING', 'OWN'] as const
export type ConfirmationView = (typeof CONFIRMATION_VIEWS)[number]

/** What it is about is read where it is confirmed, unless it has a page of its own. */
const listedAct = pendingAct.extend({
  /** Of UPHOLD_DISPUTE, in the officer's area. */
  dispute: disputeCase.nullable(),
})
export type ListedAct = z.output<typeof listedAct>

const path = '/api/console/pending-acts'
const auth = 'staff' as const
const action = 'act.confirm' as const
const params = z.object({ id: z.uuid() })

/** WAITING: what others asked for and this officer may confirm, the oldest first. OWN: what the officer asked for, the newest first. */
export const listPendingActsEndpoint = endpoint({
  method: 'GET',
  path,
  summary: '待第二人确认的操作：等我确认的，或我提出的',
  auth,
  action,
  query: pageQuery.extend({ view: z.enum(CONFIRMATION_VIEWS).default('WAITING') }),
  response: pageOf(listedAct),
})
/** The act is done in the same transaction. */
export const confirmActEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/confirm`,
  summary: '确认他人提出的操作，随即执行',
  auth,
  action,
  params,
  response: pendingAct,
})
export const declineActEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/decline`,
  summary: '不同意他人提出的操作',
  auth,
  action,
  params,
  body: z.strictObject({
    reason: auditWords(z.string().trim().min(2, '请填写不同意的原因').max(500, '原因不能超过 500 个字')),
  }),
  response: pendingAct,
})
export const withdrawActEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/withdraw`,
  summary: '撤回自己提出的操作',
  auth,
  action,
  params,
  response: pendingAct,
})
