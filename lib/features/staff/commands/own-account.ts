import { generateSecret, generateURI } from 'otplib'
import QRCode from 'qrcode'
import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { db, transact } from '@/lib/server/database/db'
import { hashPassword, verifyPassword } from '@/lib/server/secrets/password'
import { decrypt, encrypt } from '@/lib/server/secrets/secrets'
import { countTry, forgetTries } from '@/lib/server/session/count-tries'
import { rememberPassword, requireGoodPassword } from './new-own-password'
import { auditSelf, endOtherThan, lockOwnRow, requireFactorLeft } from './own-factors'
import { checkSecret } from './totp'

const TICKET = 'ticket.totp'
const ISSUER = '非道路移动机械环保登记'

/**
 * Changes the actor's password and ends all their other sessions.
 * @throws AppError INVALID on `current` if the old password is wrong or on `next` if it is one that must not be taken; LOCKED
 *   after several wrong ones; STATE_CONFLICT if the password has been changed meanwhile
 */
export async function changeOwnPassword(
  actor: StaffActor,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const person = await requirePassword(actor, current, 'current')
  const { passwordHistory } = await findSetting(db(), 'staff-sign-in', actor.divisionCode)
  await requireGoodPassword(person, next, { path: 'next', history: passwordHistory })
  const newHash = await hashPassword(next)
  await transact(async (tx) => {
    const { count } = await tx.staff.updateMany({
      where: { id: actor.id, passwordHash: person.passwordHash },
      data: {
        passwordHash: newHash,
        passwordChangedAt: new Date(),
        mustChangePassword: false,
        passwordIssuedAt: null,
      },
    })
    if (count !== 1) throw new AppError('STATE_CONFLICT')
    await rememberPassword(tx, person, passwordHistory)
    await endOtherThan(tx, actor)
    await auditSelf(tx, actor, 'staff.change-password')
  })
}

/**
 * A new secret for one-time codes. Nothing is stored: the ticket is the encrypted secret, which opens for this person only.
 * @returns the ticket to send with the first code, the secret for typing, the QR code as a data URL
 */
export async function startTotp(
  actor: StaffActor,
): Promise<{ ticket: string; secret: string; qrCode: string }> {
  const secret = generateSecret()
  const uri = generateURI({ issuer: ISSUER, label: actor.username, secret })
  const qrCode = await QRCode.toDataURL(uri, { margin: 1, width: 220 })
  return { ticket: encrypt(TICKET, actor.id, secret), secret, qrCode }
}

/**
 * The first code is used up by it, as any other.
 * @throws AppError INVALID on `code` if it is wrong, on `ticket` if it is not this person's
 */
export async function enableTotp(
  actor: StaffActor,
  { ticket, code }: { ticket: string; code: string },
): Promise<void> {
  const secret = openTicket(actor, ticket)
  const totpLastStep = await checkSecret(secret, null, code)
  if (totpLastStep === null) throw fieldError('code', '动态口令不正确，请检查手机时间后重试')
  await transact(async (tx) => {
    const totpSecret = encrypt('staff.totpSecret', actor.id, secret)
    await tx.staff.update({ where: { id: actor.id }, data: { totpSecret, totpLastStep } })
    await endOtherThan(tx, actor)
    await auditSelf(tx, actor, 'staff.enable-second-factor')
  })
}

/** @throws AppError INVALID on `password`; STATE_CONFLICT where the role needs a second factor and there is no key */
export async function disableTotp(actor: StaffActor, { password }: { password: string }): Promise<void> {
  await requirePassword(actor, password, 'password')
  await transact(async (tx) => {
    await lockOwnRow(tx, actor)
    await tx.staff.update({ where: { id: actor.id }, data: { totpSecret: null, totpLastStep: null } })
    await requireFactorLeft(tx, actor)
    await endOtherThan(tx, actor)
    await auditSelf(tx, actor, 'staff.disable-second-factor')
  })
}

/** A wrong one counts: who holds a session cannot guess the password behind it. @throws AppError INVALID on `path`, LOCKED */
async function requirePassword(actor: StaffActor, password: string, path: string) {
  const counted = await countTry([{ kind: 'own', of: actor.id }], { staffId: actor.id })
  const person = await db().staff.findUniqueOrThrow({ where: { id: actor.id } })
  if (!(await verifyPassword(person.passwordHash, password))) throw fieldError(path, '当前密码不正确')
  await db().$transaction((tx) => forgetTries(tx, counted))
  return person
}

function openTicket(actor: StaffActor, ticket: string): string {
  try {
    return decrypt(TICKET, actor.id, ticket)
  } catch {
    throw fieldError('ticket', '二维码已失效，请重新获取')
  }
}
