import type { FieldError } from '@/lib/core/app-error'
import type { FilingContent } from '../schema/content'
import { isApprovalNumber, isDisclosureNumber } from './stage-number'

/** 17 letters and digits between its separators; no check digit: the manual's sample has a Q (domain.md, Formats). */
export const MACHINE_ENV_CODE = /^[0-9A-Z]{17}$/
export const MACHINE_ENV_CODE_FAULT = '机械环保代码应为 17 位字母和数字，请对照铭牌核对；没有时请留空'

/**
 * Warnings about numbers in an unusual format, for the officer to compare with the photos. They never block an owner:
 * plates of older engines differ (domain.md: warn, never block).
 */
export function formatWarnings(content: FilingContent): FieldError[] {
  const { disclosureNumber, engineApprovalNumber } = content.codes
  const warnings: FieldError[] = []
  if (disclosureNumber && !isDisclosureNumber(disclosureNumber)) {
    warnings.push({
      path: 'codes.disclosureNumber',
      code: 'FORMAT_UNUSUAL',
      message: '环保信息公开编号通常为 24 位，形如 CN FJ G3 00 0L81 000192 000002，请与照片核对',
    })
  }
  if (engineApprovalNumber && !isApprovalNumber(engineApprovalNumber)) {
    warnings.push({
      path: 'codes.engineApprovalNumber',
      code: 'FORMAT_UNUSUAL',
      message: '发动机型式核准号通常为 16 位，形如 CN FC G1 0430 03 0000，请与照片核对',
    })
  }
  return warnings
}
