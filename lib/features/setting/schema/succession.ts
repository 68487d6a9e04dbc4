import { z } from 'zod'

const days = z.number('请填写天数').int('应为整数').min(7, '不能少于 7 天').max(180, '不能多于 180 天')

/**
 * Days for objections before a machine goes to another owner by documents (docs/decisions/0072). The dead do not object, but
 * co-heirs may: the wait is the same.
 */
export const SUCCESSION_SETTING = {
  label: '凭证明过户的异议期',
  schema: z.strictObject({ DEATH: days, UNREACHABLE: days, DISSOLVED: days }),
  initial: { DEATH: 15, UNREACHABLE: 15, DISSOLVED: 15 },
  national: true,
}
