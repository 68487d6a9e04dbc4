import { z } from 'zod'
import { CHECK_LABELS, deskCheck } from '@/lib/features/inspection/schema'

/** The kinds of checks of a change in order of weight, the heaviest first. */
export const CHANGE_CHECK_CODES = [
  'EVIDENCE',
  'DUPLICATE',
  'SAME_PHOTO',
  'OLD_PHOTO',
  'SAME_PHOTO_CONTENT',
  'PHOTO_REPEATED',
  'PLATE_TEXT',
  'SERIAL',
  'STAGE',
  'STAGE_FUEL',
  'STAGE_DATES',
  'STAGE_POWER',
  'CATALOGUE',
  'POWER',
  'DATES',
  'PHOTO_TIME',
  'PHOTO_PLACE',
  'PHOTO_QUALITY',
  'STATED',
] as const
export const changeCheckCode = z.enum(CHANGE_CHECK_CODES)
export type ChangeCheckCode = z.output<typeof changeCheckCode>

export const CHANGE_CHECK_LABELS: Record<ChangeCheckCode, string> = {
  ...CHECK_LABELS,
  EVIDENCE: '变更所需的照片',
  OLD_PHOTO: '与原登记照片比对',
  SERIAL: '新编号的格式',
  STAGE: '核定的排放阶段',
  STATED: '机主申报的内容',
}

/** One finding as the changes desk shows it; `filingIds` are other registrations that the officer may open. */
export const changeCheck = deskCheck.extend({ code: changeCheckCode })
export type ChangeCheck = z.output<typeof changeCheck>
