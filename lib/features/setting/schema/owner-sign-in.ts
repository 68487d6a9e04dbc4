import { z } from 'zod'

/** After how many days without use a code by text message alone does not sign an owner in (docs/decisions/0064). */
export const OWNER_SIGN_IN_SETTING = {
  label: '机主登录',
  schema: z.strictObject({
    quietDays: z.number('请填写').int('应为整数').min(30, '不能小于 30').max(730, '不能大于 730'),
  }),
  initial: { quietDays: 180 },
  national: true,
}
