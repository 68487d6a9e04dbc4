import { z } from 'zod'

/** Whether filings and changes are refused for accounts that have not accepted the privacy notice in force (docs/decisions/0055). */
export const CONSENT_SETTING = {
  label: '个人信息保护告知',
  schema: z.strictObject({ required: z.boolean() }),
  initial: { required: false },
  national: true,
}

const times = (max: number) => z.number().int('应为整数').min(1, '不能小于 1').max(max, `不能大于 ${max}`)

/** How often one officer sees full numbers, or takes them along in a file, in a day of China. */
export const PERSONAL_ACCESS_SETTING = {
  label: '个人信息的查看和导出',
  schema: z.strictObject({ revealsPerDay: times(10_000), exportsPerDay: times(1000) }),
  initial: { revealsPerDay: 200, exportsPerDay: 5 },
}
