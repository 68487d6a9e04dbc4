import { z } from 'zod'
import { STAFF_ROLES } from '@/lib/core/actor'

const whole = (min: number, max: number) =>
  z.number('请填写').int('应为整数').min(min, `不能小于 ${min}`).max(max, `不能大于 ${max}`)

/** Sign-in of staff (docs/decisions/0052). Holds for the sign-ins after a change: a session has the rules of its beginning. */
const staffSignIn = z.strictObject({
  /** Minutes without activity after which a session ends. */
  idleMinutes: whole(5, 720),
  /** Who cannot work without a second factor. */
  secondFactorRoles: z.array(z.enum(STAFF_ROLES)).max(STAFF_ROLES.length),
  /** So many former passwords cannot be taken again; 0: only the present one. */
  passwordHistory: whole(0, 24),
  /** Days after which a password must be changed; 0: never. */
  passwordMaxDays: whole(0, 3650),
  /** Hours for which an activation link holds. */
  activationHours: whole(1, 720),
  /** Hours for which a password that was issued, and not yet changed, signs in. A stored rule may be older than this field. */
  issuedPasswordHours: whole(1, 720).default(72),
})

export const STAFF_SIGN_IN_SETTING = {
  label: '工作人员登录',
  schema: staffSignIn,
  initial: {
    idleMinutes: 30,
    secondFactorRoles: STAFF_ROLES,
    passwordHistory: 0,
    passwordMaxDays: 0,
    activationHours: 72,
    issuedPasswordHours: 72,
  },
}
