import { z } from 'zod'

/** Rule of new passwords, of owners and staff: 8–64 characters with letters and digits; any other character is allowed. */
export const newPassword = z
  .string('请填写密码')
  .min(8, '密码至少 8 位')
  .max(64, '密码不能超过 64 位')
  .regex(/[A-Za-z]/, '密码必须包含字母')
  .regex(/\d/, '密码必须包含数字')
