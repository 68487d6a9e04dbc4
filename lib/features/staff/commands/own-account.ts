import { generateSecret, generateURI, verify as verifyTotp } from 'otplib'
import QRCode from 'qrcode'
import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { hashPassword, verifyPassword } from '@/lib/server/secrets/password'
import { decrypt, encrypt } from '@/lib/server/secrets/secrets'
import { TOTP_TOLERANCE_SECONDS } from '../schema'

const ISSUER = '非道路移动机械环保登记'

/**
 * A new password for oneself; every other session of this person ends.
 * @returns the epoch that the present session is to carry on with
 * @throws AppError INVALID on `current` when the old password is wrong or on `next` when nothing changes; STATE_CONFLICT
 *   when the password was changed meanwhile
 */
export async function changeOwnPassword(
  actor: StaffActor,
  { current, next }: { current: string; next: string },
): Promise<number> {
  const passwordHash = await provePassword(actor, current, 'current')
  if (current === next) throw fieldError('next', '新密码不能与当前密码相同')
  const renewed = await hashPassword(next)
  return transact(async (tx) => {
    const { count } = await tx.staff.updateMany({
      where: { id: actor.id, passwordHash },
      data: { passwordHash: renewed, sessionEpoch: { increment: 1 } },
    })
    if (count !== 1) throw new AppError('STATE_CONFLICT')
    const { sessionEpoch } = await tx.staff.findUniqueOrThrow({ where: { id: actor.id } })
    await auditSelf(tx, actor, 'staff.change-password')
    return sessionEpoch
  })
}

/**
 * A fresh secret for one-time codes. Nothing is stored: the ticket is the secret, sealed, bound to the person.
 * @returns ticket to send back with the first code, the secret for typing, the QR code as a data address
 */
export async function startTotp(
  actor: StaffActor,
): Promise<{ ticket: string; secret: string; qrCode: string }> {
  const secret = generateSecret()
  const uri = generateURI({ issuer: ISSUER, label: actor.username, secret })
  const qrCode = await QRCode.toDataURL(uri, { margin: 1, width: 220 })
  return { ticket: encrypt(JSON.stringify([actor.id, secret])), secret, qrCode }
}

/** @throws AppError INVALID on `code` when it does not fit, on `ticket` when it is not this person's */
export async function enableTotp(
  actor: StaffActor,
  { ticket, code }: { ticket: string; code: string },
): Promise<void> {
  const secret = openTicket(actor, ticket)
  const { valid } = await verifyTotp({ secret, token: code, epochTolerance: TOTP_TOLERANCE_SECONDS })
  if (!valid) throw fieldError('code', '动态口令不正确，请检查手机时间后重试')
  await transact(async (tx) => {
    await tx.staff.update({ where: { id: actor.id }, data: { totpSecret: encrypt(secret) } })
    await auditSelf(tx, actor, 'staff.enable-second-factor')
  })
}

/** @throws AppError INVALID on `password` */
export async function disableTotp(actor: StaffActor, { password }: { password: string }): Promise<void> {
  await provePassword(actor, password, 'password')
  await transact(async (tx) => {
    await tx.staff.update({ where: { id: actor.id }, data: { totpSecret: null } })
    await auditSelf(tx, actor, 'staff.disable-second-factor')
  })
}

async function provePassword(actor: StaffActor, password: string, path: string): Promise<string> {
  const { passwordHash } = await db().staff.findUniqueOrThrow({ where: { id: actor.id } })
  if (!(await verifyPassword(passwordHash, password))) throw fieldError(path, '当前密码不正确')
  return passwordHash
}

function openTicket(actor: StaffActor, ticket: string): string {
  try {
    const [owner, secret]: unknown[] = JSON.parse(decrypt(ticket))
    if (owner === actor.id && typeof secret === 'string') return secret
  } catch {
    // A ticket that we did not make: told below like one of somebody else.
  }
  throw fieldError('ticket', '二维码已失效，请重新获取')
}

function auditSelf(tx: Tx, actor: StaffActor, action: string): Promise<void> {
  return audit(tx, actor, {
    action,
    subjectType: 'staff',
    subjectId: actor.id,
    districtCode: actor.divisionCode,
  })
}
