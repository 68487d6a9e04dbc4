import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'

/**
 * An owner asks a bureau to correct what no other way in the program changes (docs/decisions/0055). Machines are corrected by
 * 信息变更, a returned filing by its owner.
 */
export const CORRECTION_SUBJECTS = ['NAME', 'ID_NUMBER', 'PHONE', 'OTHER'] as const
const subject = z.enum(CORRECTION_SUBJECTS, '请选择要更正的内容')
export type CorrectionSubject = z.output<typeof subject>

export const CORRECTION_LABELS: Record<CorrectionSubject, string> = {
  NAME: '姓名或单位名称',
  ID_NUMBER: '证件号码',
  PHONE: '手机号',
  OTHER: '其他个人信息',
}

export const CORRECTION_STATUSES = ['OPEN', 'ACCEPTED', 'REFUSED'] as const
const status = z.enum(CORRECTION_STATUSES)
export type CorrectionStatus = z.output<typeof status>

export const CORRECTION_STATUS_LABELS: Record<CorrectionStatus, string> = {
  OPEN: '等待答复',
  ACCEPTED: '同意更正',
  REFUSED: '未同意',
}

const at = z.iso.datetime()
const words = (what: string) =>
  z.string(`请填写${what}`).trim().min(4, `请填写${what}，至少 4 个字`).max(500, '不能超过 500 字')

const common = {
  id: z.uuid(),
  subject,
  status,
  createdAt: at,
  answer: z.string().nullable(),
  answeredAt: at.nullable(),
}
export const ownCorrection = z.object({
  ...common,
  text: z.string(),
  bureauArea: z.string(),
  bureauName: z.string().nullable().meta({ description: '答复的机构：所选区县的，没有时是上级的' }),
})
export type OwnCorrection = z.output<typeof ownCorrection>

export const officeCorrection = z.object({
  ...common,
  /** Null, like the answer, since the owner closed the account. */
  text: z.string().nullable(),
  owner: z.object({
    type: z.enum(['PERSON', 'UNIT']),
    name: z.string(),
    idNumberMasked: z.string(),
    phoneMasked: z.string(),
  }),
  answeredBy: z.string().nullable(),
})
export type OfficeCorrection = z.output<typeof officeCorrection>

export const askCorrectionEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/me/corrections',
  summary: '申请更正个人信息，由所选区县的生态环境部门答复，该区县没有受理机构的由上级的答复',
  auth: 'account',
  unitRole: 'MANAGE',
  status: 201,
  body: z.object({
    subject,
    text: words('哪里不对、应该是什么'),
    districtCode: z.string('请选择办理的区县').regex(DIVISION_CODE_PATTERN, '请选择办理的区县'),
  }),
  response: ownCorrection,
})
export type AskCorrection = z.output<typeof askCorrectionEndpoint.body>

export const ownCorrectionsEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/me/corrections',
  summary: '我的更正申请，新的在前',
  auth: 'account',
  query: pageQuery,
  response: pageOf(ownCorrection),
})

const office = { auth: 'staff' as const, action: 'correction.answer' as const }

export const listCorrectionsEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/corrections',
  summary: '本辖区的更正申请，等待答复的先到在前，已答复的新的在前',
  ...office,
  query: pageQuery.extend({ open: z.enum(['true', 'false']).default('true') }),
  response: pageOf(officeCorrection),
})
export const answerCorrectionEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/corrections/{id}/answer',
  summary: '答复更正申请',
  ...office,
  params: z.object({ id: z.uuid() }),
  body: z.object({ accepted: z.boolean('请选择是否同意'), answer: words('答复') }),
  response: officeCorrection,
})
export type AnswerCorrection = z.output<typeof answerCorrectionEndpoint.body>
