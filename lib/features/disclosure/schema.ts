import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'

/** Why an officer sees personal data in full, or takes it along in a file (docs/decisions/0055). */
export const PURPOSES = [
  'REVIEW',
  'CONTACT',
  'VERIFY',
  'COMPLAINT',
  'INSPECTION',
  'LAWFUL_REQUEST',
  'OTHER',
] as const
export const purpose = z.enum(PURPOSES, '请选择目的')
export type Purpose = z.output<typeof purpose>

export const PURPOSE_LABELS: Record<Purpose, string> = {
  REVIEW: '审核本件',
  CONTACT: '联系机主',
  VERIFY: '核对身份、证件',
  COMPLAINT: '处理投诉举报',
  INSPECTION: '执法检查、监督',
  LAWFUL_REQUEST: '依法向其他机关提供',
  OTHER: '其他',
}

export const purposeText = auditWords(
  z.string().trim().min(4, '请说明目的，至少 4 个字').max(100, '说明不能超过 100 字'),
).meta({ description: '目的为 OTHER 时必填；不要写入证件号码和电话' })

/** What is recorded with it. */
export type Stated = { purpose?: Purpose; purposeText?: string }
