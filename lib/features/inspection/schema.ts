import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** 自动核对: what programs found out about a filing. Nothing is decided by a check alone. */

/** The kinds of checks in order of weight, the heaviest first: so the desk lists what is in doubt. */
export const CHECK_CODES = [
  'DUPLICATE',
  'PHOTO_MISSING',
  'SAME_PHOTO',
  'SAME_PHOTO_CONTENT',
  'PHOTO_REPEATED',
  'PLATE_TEXT',
  'STAGE_FUEL',
  'STAGE_CODES',
  'CATALOGUE',
  'STAGE_DATES',
  'STAGE_POWER',
  'POWER',
  'DATES',
  'PHOTO_TIME',
  'PHOTO_PLACE',
  'PHOTO_QUALITY',
  'OWNER_ID',
  'FORMAT',
  'BURST',
] as const
export const checkCode = z.enum(CHECK_CODES)
export type CheckCode = z.output<typeof checkCode>

export const CHECK_LABELS: Record<CheckCode, string> = {
  DUPLICATE: '重复登记',
  PHOTO_MISSING: '必需的照片',
  SAME_PHOTO: '照片用于其他登记',
  SAME_PHOTO_CONTENT: '照片与其他登记相似',
  PHOTO_REPEATED: '照片重复',
  PLATE_TEXT: '照片上读到的内容',
  STAGE_FUEL: '燃料与排放阶段',
  STAGE_CODES: '各编号的排放阶段',
  CATALOGUE: '公开目录',
  STAGE_DATES: '排放阶段与出厂日期',
  STAGE_POWER: '排放阶段与功率',
  POWER: '发动机与机械功率',
  DATES: '日期先后',
  PHOTO_TIME: '照片拍摄时间',
  PHOTO_PLACE: '照片拍摄地点',
  PHOTO_QUALITY: '照片质量',
  OWNER_ID: '证件号码校验码',
  FORMAT: '编号格式',
  BURST: '集中提交',
}

/** One finding as the desk shows it. */
export const deskCheck = z.object({
  code: checkCode,
  /** WARN: needs the officer's attention, either in doubt or not checked. */
  level: z.enum(['OK', 'WARN']),
  result: z.enum(['CLEAR', 'DOUBT', 'NOT_CHECKED']),
  text: z.string(),
  /** Affected fields. */
  paths: z.array(z.string()),
  /** Other filings affected, those that the officer may open. */
  filingIds: z.array(z.uuid()),
  /** Of the rule that found it. */
  version: z.int(),
  /** CLEAR because an officer judged so, and the text says who and when; otherwise it is a finding of the program. */
  byOfficer: z.boolean().optional(),
})
export type DeskCheck = z.output<typeof deskCheck>

/** When the stored checks of a filing were made. */
export const inspectionState = z.object({
  /** Null: not yet, or not of this submission. */
  at: z.iso.datetime().nullable(),
  /** An inspection is due within seconds: worth reading again. */
  pending: z.boolean(),
})
export type InspectionState = z.output<typeof inspectionState>

export const requestInspectionEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/filings/{id}/inspection',
  summary: '重新核对',
  auth: 'staff',
  action: 'filing.review',
  params: z.object({ id: z.uuid() }),
  response: inspectionState,
  status: 202,
})
