import { verify as verifyTotp } from 'otplib'
import { PUBLIC, proveActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaFilter } from '@/lib/core/area'
import { lockSeconds, secondsUntil } from '@/lib/core/lock-out'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { auditFrequent } from '@/lib/server/audit/frequent'
import { db, transact } from '@/lib/server/database/db'
import { verifyPassword } from '@/lib/server/secrets/password'
import { decrypt, tokenHash } from '@/lib/server/secrets/secrets'
import { type Credentials, TOTP_TOLERANCE_SECONDS } from '../schema/sign-in'
import { type Browser, openSession } from './open-session'
import { countUnknownFailure, unknownLockedUntil } from './unknown-username-lock'

type StaffRow = NonNullable<Awaited<ReturnType<typeof findByUsername>>>

/**
 * Signs a member of staff in by username, password and, if enabled, one-time code.
 * Unknown usernames, wrong passwords, wrong codes and disabled accounts get the same response after the same work; unknown
 * usernames are locked like existing ones.
 * @returns the person and the token of the new session
 * @throws AppError INVALID_CREDENTIALS; LOCKED with the seconds to wait
 */
export async function signInStaff(
  { username, password, totp }: Credentials,
  browser: Browser,
): Promise<{ id: string; token: string }> {
  const staff = await findByUsername(username)
  const lockedUntil = staff ? staff.lockedUntil : unknownLockedUntil(username)
  if (lockedUntil && lockedUntil > new Date()) {
    recordRefused(username, staff)
    throw locked(lockedUntil)
  }

  const passwordValid = await verifyPassword(staff?.passwordHash ?? null, password)
  if (!staff) {
    recordRefused(username, null)
    throw refusal(countUnknownFailure(username))
  }
  const codeValid = await isTotpValid(staff, totp)
  if (!passwordValid || !codeValid || staff.disabledAt || staff.bureau.disabledAt) {
    throw refusal(await countFailure(staff))
  }
  return completeSignIn(staff, browser)
}

/** A username that nobody has may be a password typed into the wrong field: only its hash, by which it is known again. */
function recordRefused(username: string, staff: StaffRow | null): void {
  auditFrequent(PUBLIC, {
    action: staff ? 'staff.sign-in-locked' : 'staff.sign-in-failed',
    subjectType: 'staff',
    subjectId: staff?.id ?? `unknown:${tokenHash(`username:${username}`)}`,
    districtCode: staff?.bureau.divisionCode ?? null,
    details: staff ? {} : { found: false },
  })
}

function findByUsername(username: string) {
  return db().staff.findUnique({
    where: { username },
    include: { bureau: { select: { name: true, divisionCode: true, disabledAt: true } } },
  })
}

async function isTotpValid({ id, totpSecret }: StaffRow, token: string | undefined): Promise<boolean> {
  if (!totpSecret) return true
  if (!token) return false
  const { valid } = await verifyTotp({
    secret: decrypt('staff.totpSecret', id, totpSecret),
    token,
    epochTolerance: TOTP_TOLERANCE_SECONDS,
  })
  return valid
}

/** Incremented by one statement, so that concurrent attempts are all counted. */
function countFailure(staff: StaffRow): Promise<Date | null> {
  return transact(async (tx) => {
    const { failedAttempts } = await tx.staff.update({
      where: { id: staff.id },
      data: { failedAttempts: { increment: 1 } },
      select: { failedAttempts: true },
    })
    const seconds = lockSeconds(failedAttempts)
    const lockedUntil = seconds > 0 ? new Date(Date.now() + seconds * 1000) : null
    if (lockedUntil) await tx.staff.update({ where: { id: staff.id }, data: { lockedUntil } })
    await audit(tx, PUBLIC, {
      action: lockedUntil ? 'staff.lock' : 'staff.sign-in-failed',
      subjectType: 'staff',
      subjectId: staff.id,
      districtCode: staff.bureau.divisionCode,
      details: { failures: failedAttempts, ...(lockedUntil ? { seconds } : {}) },
    })
    return lockedUntil
  })
}

/**
 * Succeeds only if the row has not changed since it was checked: of many concurrent attempts, a correct one is refused after
 * the others have locked the account, so that guessing in parallel gains nothing.
 */
function completeSignIn(staff: StaffRow, browser: Browser): Promise<{ id: string; token: string }> {
  return transact(async (tx) => {
    const now = new Date()
    const { count } = await tx.staff.updateMany({
      where: {
        id: staff.id,
        passwordHash: staff.passwordHash,
        disabledAt: null,
        OR: [{ lockedUntil: null }, { lockedUntil: { lte: now } }],
      },
      data: { failedAttempts: 0, lockedUntil: null, lastSignInAt: now },
    })
    if (count !== 1) throw refusal((await findByUsername(staff.username))?.lockedUntil ?? null)
    const { id, name, username, role, bureauId, bureau } = staff
    const { divisionCode } = bureau
    const actor = proveActor({
      kind: 'STAFF',
      id,
      name,
      username,
      role,
      bureauId,
      bureauName: bureau.name,
      divisionCode,
      area: areaFilter(divisionCode),
      session: null,
    })
    await audit(tx, actor, {
      action: 'staff.sign-in',
      subjectType: 'staff',
      subjectId: id,
      districtCode: divisionCode,
      details: { secondFactor: staff.totpSecret !== null },
    })
    const { idleMinutes } = await findSetting(tx, 'staff-sign-in', divisionCode)
    return { id, token: await openSession(tx, id, idleMinutes, browser) }
  })
}

function refusal(lockedUntil: Date | null): AppError {
  return lockedUntil
    ? locked(lockedUntil)
    : new AppError('INVALID_CREDENTIALS', { detail: '用户名、密码或动态口令不正确' })
}

function locked(until: Date): AppError {
  const retryAfterSeconds = secondsUntil(until)
  const minutes = Math.ceil(retryAfterSeconds / 60)
  return new AppError('LOCKED', { detail: `尝试次数过多，请 ${minutes} 分钟后再试`, retryAfterSeconds })
}
