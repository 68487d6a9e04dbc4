import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'
import { codeSent, humanCheckInput, phoneInput } from '@/lib/features/account/schema'
import { contentInput, filingContent } from '@/lib/features/content/schema/content'
import { machineStatus } from '@/lib/features/machine/schema/status'
import { PHOTO_SLOT_CODES, photoSlot } from '@/lib/features/photo/schema'

/** The owners' API: /api/v1/filings. */

export const FILING_STATUSES = [
  'DRAFT',
  'SUBMITTED',
  'IN_REVIEW',
  'RETURNED',
  'DECLINED',
  'APPROVED',
  'COLLECTED',
  'WITHDRAWN',
] as const
export const filingStatus = z.enum(FILING_STATUSES)
export type FilingStatus = z.output<typeof filingStatus>

/** `photoId` null clears the slot; what the answer tells beside it may come back and is ignored. */
const photoInput = z.strictObject({
  slot: photoSlot,
  photoId: z.uuid('照片编号不正确，请重新上传').nullable(),
  url: z.string().optional(),
  thumbnailUrl: z.string().optional(),
  hints: z.array(z.string()).optional(),
})

/** Any subset; sections and photos merge by key, null clears. Fields set by the server (id, status …) are ignored. */
export const filingInput = contentInput.extend({
  photos: z.array(photoInput).max(PHOTO_SLOT_CODES.length).optional(),
})
export type FilingInput = z.output<typeof filingInput>

export const returnReason = z.object({ code: z.string(), text: z.string(), fields: z.array(z.string()) })
export type ReturnReason = z.output<typeof returnReason>

const office = z.object({ name: z.string(), address: z.string(), phone: z.string(), hours: z.string() })

const nullableText = z.string().nullable()

const shownPhoto = z.object({
  slot: photoSlot,
  photoId: z.uuid(),
  url: z.string(),
  thumbnailUrl: z.string(),
  /** What may make it hard to read; it is taken all the same. */
  hints: z.array(z.string()).optional(),
})

const consent = z.object({
  /** Holds for the content as it is; lapsed by a change of it; taken back by the owner. */
  state: z.enum(['HOLDS', 'LAPSED', 'TAKEN_BACK']),
  /** When it was given, or taken back. */
  at: z.iso.datetime(),
})
export type ConsentDto = z.output<typeof consent>

export const filingDto = filingContent.extend({
  id: z.uuid(),
  /** 查询号, to quote on the telephone. */
  number: z.string(),
  status: filingStatus,
  version: z.number().int(),
  photos: z.array(shownPhoto),
  ownerName: z.string(),
  /** 经办人: who submitted it last for the unit that files; null: the account itself. */
  operatorName: nullableText.optional(),
  /** The account that files it: it alone may change, withdraw or delete it. */
  filerId: z.uuid(),
  /** True when the filer files for another owner. */
  forOther: z.boolean(),
  /** Of a filing for another owner that is not submitted: the owner's consent to it. */
  consent: consent.nullable().optional(),
  /** 窗口代办: entered at a counter for the owner at the desk. */
  assisted: z.boolean().optional(),
  createdAt: z.iso.datetime(),
  submittedAt: nullableText,
  /** While it is under review: when the review is due. */
  dueAt: nullableText,
  reviewedAt: nullableText,
  collectedAt: nullableText,
  returnReasons: z.array(returnReason),
  /** Of a returned filing: the last submission, to compare corrections with. */
  submitted: filingContent.extend({ photos: z.array(shownPhoto) }).nullable(),
  declineReason: nullableText,
  /** 法律依据 and 救济途径 of a return or refusal, as the bureau stated them then; null where it stated none. */
  basis: nullableText.default(null),
  remedies: nullableText.default(null),
  registrationNumber: nullableText,
  /** How the registration of an approved one ended; null while it is valid. */
  ended: machineStatus.exclude(['ACTIVE']).nullable().optional(),
  emissionStage: nullableText,
  pickup: z.object({ code: z.string(), office }).nullable(),
})
export type FilingDto = z.output<typeof filingDto>

const params = z.object({ id: z.uuid() })
const filings = '/api/v1/filings'
const filing = `${filings}/{id}`
const auth = 'account' as const

export const createFilingEndpoint = endpoint({
  method: 'POST',
  path: filings,
  summary: '新建登记（草稿）',
  auth,
  body: filingInput,
  response: filingDto,
  status: 201,
})
export const listFilingsEndpoint = endpoint({
  method: 'GET',
  path: filings,
  summary: '编码登记进展',
  auth,
  query: pageQuery.extend({ status: filingStatus.optional() }),
  response: pageOf(filingDto),
})
export const getFilingEndpoint = endpoint({
  method: 'GET',
  path: filing,
  summary: '查看登记',
  auth,
  params,
  response: filingDto,
})
export const patchFilingEndpoint = endpoint({
  method: 'PATCH',
  path: filing,
  summary: '修改登记（草稿、退回重填）',
  auth,
  params,
  body: filingInput.extend({ version: z.number().int().optional() }),
  response: filingDto,
})
export const deleteFilingEndpoint = endpoint({
  method: 'DELETE',
  path: filing,
  summary: '删除草稿',
  auth,
  params,
})
export const copyFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/copy`,
  summary: '照一份登记新建草稿（不含编号、号牌、照片等各台不同的内容）',
  auth,
  params,
  response: filingDto,
  status: 201,
})
export const consentCodeEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/owner-consent/codes`,
  summary: '代他人登记：向所有者发送验证码，短信写明机械和被委托人；只对这份登记和目前填写的机械有效',
  auth,
  limits: ['codes'],
  params,
  body: z.object({
    ownerName: z.string('请填写所有者姓名').trim().min(1, '请填写所有者姓名').max(200),
    ownerPhone: phoneInput,
    humanCheck: humanCheckInput,
  }),
  response: codeSent,
  status: 202,
})
export const ownerConsentEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/owner-consent`,
  summary: '代他人登记：所有者验证码确认当时的内容；内容改动后须再次确认才能提交',
  auth,
  params,
  body: z.object({
    ownerName: z.string().trim().min(1, '请填写所有者姓名').max(200),
    ownerPhone: z.string().trim(),
    code: z.string().trim(),
  }),
  response: filingDto,
})
export const takeBackConsentEndpoint = endpoint({
  method: 'DELETE',
  path: `${filing}/owner-consent`,
  summary: '所有者收回对代办登记的同意（提交前）',
  auth,
  params,
  response: filingDto,
})
export const submitFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/submit`,
  summary: '提交审核',
  auth,
  params,
  response: filingDto,
})
export const withdrawFilingEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/withdraw`,
  summary: '撤回',
  auth,
  params,
  response: filingDto,
})
