import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { transact } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { hashPassword } from '@/lib/server/secrets/password'
import { randomToken, tokenHash } from '@/lib/server/secrets/secrets'
import { auditStaff } from './guard'
import { grant, lockAccount } from './second-person'
import { requireStoodDown } from './stand-down'

/**
 * A link by which a new person, or one whose password has been reset, chooses the own password. It takes the place of the issued
 * password, which no longer signs in, and of a link made before. The token stands behind `#`, which browsers send nowhere. Where a second
 * person must confirm it, the link serves from then on.
 * @returns the link, which cannot be read again
 * @throws AppError NOT_FOUND; STATE_CONFLICT once the issued password has been used, for the actor themselves, or when there is no
 *   second person
 */
export async function issueActivation(
  actor: StaffActor,
  id: string,
): Promise<{ link: string; expiresAt: string }> {
  const token = randomToken(32)
  // Known to nobody.
  const passwordHash = await hashPassword(randomToken(32))
  return transact(async (tx) => {
    if (id === actor.id) throw notAwaiting()
    const account = await lockAccount(tx, actor, id)
    const { person, waiting } = account
    if ((person.disabledAt && !waiting) || !awaitsFirstSignIn(person)) throw notAwaiting()
    await requireStoodDown(tx, person)
    const { activationHours } = await findSetting(tx, 'staff-sign-in', person.bureau.divisionCode)
    const expiresAt = new Date(Date.now() + activationHours * 3_600_000)
    await tx.staff.update({ where: { id }, data: { passwordHash, passwordChangedAt: new Date() } })
    const made = { tokenHash: tokenHash(token), expiresAt }
    await tx.staffActivation.upsert({
      where: { staffId: id },
      create: { staffId: id, ...made },
      update: made,
    })
    await auditStaff(tx, actor, 'issue-activation', { id, ...person.bureau }, { hours: activationHours })
    await grant(tx, actor, account, '改用激活链接')
    const link = new URL(`/activate#${token}`, env().PUBLIC_URL).href
    return { link, expiresAt: expiresAt.toISOString() }
  })
}

type Person = { mustChangePassword: boolean; lastSignInAt: Date | null; passwordChangedAt: Date }

/** Not when a password has merely expired: then its owner has signed in since it was set. */
function awaitsFirstSignIn({ mustChangePassword, lastSignInAt, passwordChangedAt }: Person): boolean {
  return mustChangePassword && (lastSignInAt === null || lastSignInAt < passwordChangedAt)
}

const notAwaiting = () =>
  new AppError('STATE_CONFLICT', { detail: '只有尚未登录过的新密码可以改为激活链接，请先重置密码' })
