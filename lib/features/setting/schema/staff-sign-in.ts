import { z } from 'zod'

/** Sign-in of staff (docs/decisions/0052). Holds for the sign-ins after a change: a session has the rules of its beginning. */
const staffSignIn = z.strictObject({
  /** Minutes without activity after which a session ends. */
  idleMinutes: z.number().int('应为整数').min(5, '不能小于 5').max(720, '不能大于 720'),
})

export const STAFF_SIGN_IN_SETTING = {
  label: '工作人员登录',
  schema: staffSignIn,
  initial: { idleMinutes: 30 },
}
