import { z } from 'zod'

export const day = z.iso.date({ error: '日期格式应为 年-月-日' })

/** Code of a list item. */
export const LIST_CODE_PATTERN = /^[A-Z][A-Z0-9_]{1,39}$/

export const text = (max: number) =>
  z.string('请填写').trim().min(1, '不能为空').max(max, `不能超过 ${max} 个字`)
