import { z } from 'zod'

/** A new password of an owner or of staff: 8–64 characters with letters and digits; any other character is allowed. */
export const newPassword = z
  .string('请填写密码')
  .min(8, '密码至少 8 位')
  .max(64, '密码不能超过 64 位')
  .regex(/[A-Za-z]/, '密码必须包含字母')
  .regex(/\d/, '密码必须包含数字')

/** The same rule as one pattern, for a form with one message. */
export const NEW_PASSWORD_PATTERN = /^(?=.*[A-Za-z])(?=.*\d).{8,64}$/
