import { fieldError } from '@/lib/core/app-error'
import { isAbout } from '@/lib/core/password'
import { db, type Tx } from '@/lib/server/database/db'
import { isCommonPassword } from '@/lib/server/secrets/common-passwords'
import { verifyPassword } from '@/lib/server/secrets/password'

type Person = { id: string; username: string; name: string; passwordHash: string }

/**
 * Checks a password that a person chooses.
 * @param history so many former ones are refused besides the present one (rule `staff-sign-in`)
 * @throws AppError INVALID on `path`
 */
export async function requireGoodPassword(
  person: Person,
  next: string,
  { path, history }: { path: string; history: number },
): Promise<void> {
  if (isAbout(next, [person.username, person.name])) throw fieldError(path, '密码不能包含用户名或姓名')
  if (await isCommonPassword(next)) throw fieldError(path, '这个密码太常见，容易被猜到，请换一个')
  if (await verifyPassword(person.passwordHash, next)) throw fieldError(path, '新密码不能与当前密码相同')
  const former = await db().formerPassword.findMany({
    where: { staffId: person.id },
    orderBy: [{ replacedAt: 'desc' }, { id: 'desc' }],
    take: history,
  })
  for (const { passwordHash } of former)
    if (await verifyPassword(passwordHash, next))
      throw fieldError(path, `不能与最近 ${history} 次用过的密码相同`)
}

/** Remembers the replaced password as far as the rule asks for it, and forgets those beyond. */
export async function rememberPassword(tx: Tx, { id, passwordHash }: Person, history: number): Promise<void> {
  if (history > 0)
    await tx.formerPassword.create({ data: { staffId: id, passwordHash, replacedAt: new Date() } })
  const beyond = await tx.formerPassword.findMany({
    where: { staffId: id },
    orderBy: [{ replacedAt: 'desc' }, { id: 'desc' }],
    skip: history,
    select: { id: true },
  })
  await tx.formerPassword.deleteMany({ where: { id: { in: beyond.map((row) => row.id) } } })
}
