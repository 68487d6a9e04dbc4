import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { inspectionState } from '@/lib/features/inspection/schema'
import { changeStatus } from './change'
import { deskChange } from './console'
import { changeApproval, changeDecisionBody, changeReturn } from './decision'

/** What an officer does with a change: claim, decide, take back. */

const change = '/api/console/changes/{id}'
const auth = 'staff' as const
const action = 'change.review' as const
const params = z.object({ id: z.uuid() })
const decisionParams = z.object({ id: z.uuid(), decisionId: z.uuid() })
const version = z.number({ error: '请刷新页面后再试' }).int()
const decided = z.object({ id: z.uuid(), status: changeStatus })

export const claimChangeEndpoint = endpoint({
  method: 'POST',
  path: `${change}/claim`,
  summary: '领取信息变更',
  auth,
  action,
  params,
  response: deskChange,
})
export const nextChangeEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/changes/next',
  summary: '领取等待最久的信息变更；没有时 204',
  auth,
  action,
  response: deskChange.optional(),
})
export const releaseChangeEndpoint = endpoint({
  method: 'POST',
  path: `${change}/release`,
  summary: '放回信息变更',
  auth,
  action: 'change.release',
  params,
  response: decided,
})
export const approveChangeEndpoint = endpoint({
  method: 'POST',
  path: `${change}/approve`,
  summary: '信息变更审核通过',
  auth,
  action,
  params,
  body: changeApproval.extend({ version }),
  response: decided,
})
export const returnChangeEndpoint = endpoint({
  method: 'POST',
  path: `${change}/return`,
  summary: '退回信息变更',
  auth,
  action,
  params,
  body: changeReturn.extend({ version }),
  response: decided,
})
export const deferChangeDecisionEndpoint = endpoint({
  method: 'POST',
  path: `${change}/decisions`,
  summary: '作出信息变更的决定，片刻后生效，此前可以撤销',
  auth,
  action,
  params,
  body: changeDecisionBody,
  response: z.object({
    decisionId: z.uuid(),
    takesEffectAt: z.iso.datetime(),
    remainingMs: z.number().int(),
  }),
  status: 202,
})
export const takeBackChangeDecisionEndpoint = endpoint({
  method: 'DELETE',
  path: `${change}/decisions/{decisionId}`,
  summary: '撤销信息变更尚未生效的决定',
  auth,
  action,
  params: decisionParams,
})
export const readChangeFailureEndpoint = endpoint({
  method: 'POST',
  path: `${change}/decisions/{decisionId}/read`,
  summary: '已知悉信息变更的决定没有生效',
  auth,
  action,
  params: decisionParams,
})
export const requestChangeInspectionEndpoint = endpoint({
  method: 'POST',
  path: `${change}/inspection`,
  summary: '重新核对信息变更',
  auth,
  action,
  params,
  response: inspectionState,
  status: 202,
})
