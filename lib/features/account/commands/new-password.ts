import { fieldError } from '@/lib/core/app-error'
import { isAbout } from '@/lib/core/password'
import { isCommonPassword } from '@/lib/server/secrets/common-passwords'

/**
 * Checks a password that an owner chooses, besides its form (lib/core/password.ts). Before the code is used up: a refused
 * password must not cost the owner another message.
 * @throws AppError INVALID on `password`
 */
export async function requireGoodPassword(
  password: string,
  { name, phone }: { name: string; phone: string },
): Promise<void> {
  if (isAbout(password, [name, phone])) throw fieldError('password', '密码不能包含姓名（名称）或手机号')
  if (await isCommonPassword(password)) throw fieldError('password', '这个密码太常见，容易被猜到，请换一个')
}
