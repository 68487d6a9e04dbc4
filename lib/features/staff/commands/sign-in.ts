import { PUBLIC } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { auditFrequent } from '@/lib/server/audit/frequent'
import { db, transact } from '@/lib/server/database/db'
import { verifyPassword } from '@/lib/server/secrets/password'
import { tokenHash } from '@/lib/server/secrets/secrets'
import { type Counted, countTry, lockedError, takeTryBack } from '@/lib/server/session/count-tries'
import type { Credentials } from '../schema/sign-in'
import { completeSignIn, type Proof, REFUSED, type StaffRow } from './complete-sign-in'
import { issuedExpired, issuedUntil } from './issued-password'
import { askForKey, checkKey } from './key-proof'
import type { Browser } from './open-session'
import { countersOf } from './sign-in-counters'
import { checkTotp } from './totp'

/** What can be given besides the password; `key` holds what the browser needs to ask for a security key. */
type SecondFactor = { totp: boolean; key: Awaited<ReturnType<typeof askForKey>> }

/** Signed in, or asked for the second factor: the password was right, nothing is opened yet. */
export type SignIn = { id: string; token: string } | { id: null; secondFactor: SecondFactor }

/**
 * Signs a member of staff in by username, password and second factor.
 * Unknown names, wrong passwords and disabled accounts get the same response after the same work.
 * @throws AppError INVALID_CREDENTIALS, in words of its own for an issued password whose time is over; LOCKED with the seconds to wait
 */
export async function signInStaff(given: Credentials, browser: Browser): Promise<SignIn> {
  const { username, password } = given
  const staff = await findByUsername(username)
  const counted = await counting(username, staff, browser)
  const passwordValid = await verifyPassword(staff?.passwordHash ?? null, password)
  if (!staff || !passwordValid || staff.disabledAt || staff.bureau.disabledAt)
    throw await refused(username, staff, counted)
  if (
    staff.passwordIssuedAt &&
    (await issuedUntil(db(), staff.bureau.divisionCode, staff.passwordIssuedAt)) <= new Date()
  ) {
    await takeTryBack(counted)
    await recordFailure(staff, 'staff.sign-in-failed', { why: 'ISSUED_EXPIRED' })
    throw issuedExpired()
  }
  const hasFactor = staff.totpSecret !== null || staff.securityKeys.length > 0
  if (hasFactor && !given.totp && !given.key) {
    await takeTryBack(counted)
    const secondFactor = { totp: staff.totpSecret !== null, key: await askForKey(staff.id) }
    return { id: null, secondFactor }
  }
  const proof = hasFactor ? await proofOf(staff, given) : { by: null }
  if (!proof) throw await refused(username, staff, counted)
  const done = await completeSignIn(staff, browser, counted, proof)
  if (done === 'KEY_WENT_BACK') throw await refused(username, staff, counted)
  return done
}

/** @returns null when what was given is wrong */
async function proofOf(staff: StaffRow, { totp, key }: Credentials): Promise<Proof | null> {
  if (key) {
    const proof = await checkKey(staff.id, key)
    return proof && { by: 'KEY', key: proof }
  }
  const step = totp ? await checkTotp(staff, totp) : null
  return step === null ? null : { by: 'TOTP', step }
}

/** Counts the attempt; one that is refused unread is recorded. @throws AppError LOCKED */
async function counting(username: string, staff: StaffRow | null, browser: Browser): Promise<Counted> {
  const staffId = staff?.id ?? null
  try {
    return await countTry(await countersOf(username, staffId, browser), staffId ? { staffId } : null)
  } catch (error) {
    if (error instanceof AppError && error.code === 'LOCKED') recordRefused(username, staff)
    throw error
  }
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

function recordFailure(
  { id, bureau }: StaffRow,
  action: 'staff.lock' | 'staff.sign-in-failed',
  details: { seconds?: number; why?: string },
): Promise<void> {
  const subject = { subjectType: 'staff', subjectId: id, districtCode: bureau.divisionCode } as const
  return transact((tx) => audit(tx, PUBLIC, { action, ...subject, details }))
}

function findByUsername(username: string) {
  return db().staff.findUnique({
    where: { username },
    include: {
      bureau: { select: { name: true, divisionCode: true, disabledAt: true } },
      securityKeys: { select: { id: true }, take: 1 },
    },
  })
}

/** The record of a failed attempt, and the error. */
async function refused(username: string, staff: StaffRow | null, { lock }: Counted): Promise<AppError> {
  if (!staff) recordRefused(username, null)
  else if (lock)
    await recordFailure(staff, 'staff.lock', { seconds: Math.round((lock.getTime() - Date.now()) / 1000) })
  else await recordFailure(staff, 'staff.sign-in-failed', {})
  return lock ? lockedError(lock) : new AppError('INVALID_CREDENTIALS', { detail: REFUSED })
}
