import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { auditWords } from '@/lib/core/audit-words'
import { endpoint } from '@/lib/core/endpoint'
import { purpose, purposeText } from '@/lib/features/disclosure/schema'
import { deskFiling } from './console'
import { approval, declining, returning, version } from './decision'
import { filingStatus, returnReason } from './owner'

/** Officers' actions on a filing: /api/console/filings/{id}/… */

const params = z.object({ id: z.uuid() })
const filings = '/api/console/filings'
const filing = `${filings}/{id}`
const auth = 'staff' as const
const action = 'filing.review' as const

export const nextFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filings}/next`,
  summary: '领取下一件：先是本人退回后重新提交的，再是最早提交的',
  auth,
  action,
  response: deskFiling.optional(),
})
/** Claims nothing; the claim itself may give another one, if somebody else is quicker. */
export const peekNextFilingEndpoint = endpoint({
  method: 'GET',
  path: `${filings}/next`,
  summary: '下一件是哪一件（不领取）',
  auth,
  action,
  response: z.object({ id: z.uuid() }).optional(),
})
export const claimFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/claim`,
  summary: '领取审核',
  auth,
  action,
  params,
  response: deskFiling,
})
export const releaseFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/release`,
  summary: '放回队列',
  auth,
  action: 'filing.release',
  params,
  response: z.object({ id: z.uuid(), status: filingStatus }),
})
export const transferFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/transfer`,
  summary: '转至正确区县',
  auth,
  action: 'filing.transfer',
  params,
  body: z.object({
    districtCode: z.string().regex(DIVISION_CODE_PATTERN, '请选择区县'),
    reason: auditWords(z.string().trim().min(1, '请填写转办原因').max(500)),
  }),
  response: z.object({ id: z.uuid(), status: filingStatus, districtCode: z.string() }),
})
export const approveFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/approve`,
  summary: '审核通过并发放号码',
  auth,
  action,
  params,
  body: approval.extend({ version }),
  response: z.object({ registrationNumber: z.string(), pickupCode: z.string(), machineId: z.uuid() }),
})
export const returnFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/return`,
  summary: '退回重填',
  auth,
  action,
  params,
  body: returning.extend({ version }),
  response: z.object({ id: z.uuid(), status: filingStatus, returnReasons: z.array(returnReason) }),
})
export const declineFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/decline`,
  summary: '不予登记',
  auth,
  action,
  params,
  body: declining.extend({ version }),
  response: z.object({ id: z.uuid(), status: filingStatus }),
})
/** Reveals the masked ID number and phone of a party; audited with the purpose. */
export const revealPartyEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/reveal`,
  summary: '查看完整证件号和手机号（留痕）',
  auth,
  action: 'filing.reveal',
  params,
  body: z.object({
    party: z.enum(['OWNER', 'AGENT']),
    purpose: purpose
      .optional()
      .meta({ description: '不提供时，只有本人正在审核的登记可以查看，目的记为 REVIEW' }),
    purposeText: purposeText.optional(),
  }),
  response: z.object({ idNumber: z.string(), phone: z.string() }),
  limits: ['reveal'],
})
