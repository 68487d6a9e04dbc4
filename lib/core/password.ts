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

/**
 * Whether a password contains one of these texts of its owner (name, username, phone): the first that somebody tries who knows them.
 * @param parts also looked for without blanks and the dot of a name; a single character says nothing
 */
export function isAbout(password: string, parts: readonly string[]): boolean {
  const text = password.toLowerCase()
  return parts
    .flatMap((part) => [part, part.replaceAll(/[\s·]/g, '')])
    .map((part) => part.toLowerCase())
    .some((part) => part.length >= 2 && text.includes(part))
}
