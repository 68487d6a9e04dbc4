import { z } from 'zod'

/** What several settings are made of. */
export const day = z.iso.date({ error: '日期格式应为 年-月-日' })

export const text = (max: number) =>
  z.string('请填写').trim().min(1, '不能为空').max(max, `不能超过 ${max} 个字`)
