import { PUBLIC, proveActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaFilter } from '@/lib/core/area'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { auditFrequent } from '@/lib/server/audit/frequent'
import { db, transact } from '@/lib/server/database/db'
import { verifyPassword } from '@/lib/server/secrets/password'
import { tokenHash } from '@/lib/server/secrets/secrets'
import type { Credentials } from '../schema/sign-in'
import { type Counted, countTry, forgetTries, lockedError, takeTryBack } from './count-tries'
import { type Browser, openSession } from './open-session'
import { countersOf } from './sign-in-counters'
import { checkTotp } from './totp'

type StaffRow = NonNullable<Awaited<ReturnType<typeof findByUsername>>>
/** Time step of the code that was used; null without a code. */
type Proof = { totpStep: number | null }

/** Signed in, or asked for the second factor: the password was right, nothing is opened yet. */
export type SignIn = { id: string; token: string } | { id: null; secondFactor: { totp: boolean } }

/**
 * Signs a member of staff in by username, password and second factor.
 * Unknown names, wrong passwords and disabled accounts get the same response after the same work.
 * @throws AppError INVALID_CREDENTIALS; LOCKED with the seconds to wait
 */
export async function signInStaff(
  { username, password, totp }: Credentials,
  browser: Browser,
): Promise<SignIn> {
  const staff = await findByUsername(username)
  const counted = await counting(username, staff, browser)
  const passwordValid = await verifyPassword(staff?.passwordHash ?? null, password)
  if (!staff || !passwordValid || staff.disabledAt || staff.bureau.disabledAt)
    throw await refused(username, staff, counted)
  if (!staff.totpSecret) return completeSignIn(staff, browser, counted, { totpStep: null })
  if (!totp) {
    await takeTryBack(counted)
    return { id: null, secondFactor: { totp: true } }
  }
  const totpStep = await checkTotp(staff, totp)
  if (totpStep === null) throw await refused(username, staff, counted)
  return completeSignIn(staff, browser, counted, { totpStep })
}

/** Counts the attempt; one that is refused unread is recorded. @throws AppError LOCKED */
async function counting(username: string, staff: StaffRow | null, browser: Browser): Promise<Counted> {
  const staffId = staff?.id ?? null
  try {
    return await countTry(await countersOf(username, staffId, browser), staffId)
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

function findByUsername(username: string) {
  return db().staff.findUnique({
    where: { username },
    include: { bureau: { select: { name: true, divisionCode: true, disabledAt: true } } },
  })
}

/** The record of a failed attempt, and the error. */
async function refused(username: string, staff: StaffRow | null, { lock }: Counted): Promise<AppError> {
  if (!staff) recordRefused(username, null)
  else
    await transact((tx) =>
      audit(tx, PUBLIC, {
        action: lock ? 'staff.lock' : 'staff.sign-in-failed',
        subjectType: 'staff',
        subjectId: staff.id,
        districtCode: staff.bureau.divisionCode,
        details: lock ? { seconds: Math.round((lock.getTime() - Date.now()) / 1000) } : {},
      }),
    )
  return lock
    ? lockedError(lock)
    : new AppError('INVALID_CREDENTIALS', { detail: '用户名、密码或动态口令不正确' })
}

/**
 * Succeeds only if the row has not changed since it was checked: a password that was changed meanwhile, or a code that has
 * just signed in somebody, opens nothing.
 */
function completeSignIn(
  staff: StaffRow,
  browser: Browser,
  counted: Counted,
  { totpStep }: Proof,
): Promise<SignIn> {
  return transact(async (tx) => {
    const { id, name, username, role, bureauId, bureau } = staff
    const { divisionCode } = bureau
    const now = new Date()
    const rule = await findSetting(tx, 'staff-sign-in', divisionCode)
    const oldest = new Date(now.getTime() - rule.passwordMaxDays * 86_400_000)
    const expired = rule.passwordMaxDays > 0 && staff.passwordChangedAt < oldest
    const { count } = await tx.staff.updateMany({
      where: {
        id,
        passwordHash: staff.passwordHash,
        totpSecret: staff.totpSecret,
        disabledAt: null,
        ...(totpStep === null ? {} : { OR: [{ totpLastStep: null }, { totpLastStep: { lt: totpStep } }] }),
      },
      data: {
        lastSignInAt: now,
        ...(totpStep === null ? {} : { totpLastStep: totpStep }),
        ...(expired ? { mustChangePassword: true } : {}),
      },
    })
    if (count !== 1) throw new AppError('INVALID_CREDENTIALS', { detail: '用户名、密码或动态口令不正确' })
    await forgetTries(tx, counted)
    const facts = { id, name, username, role, bureauId, bureauName: bureau.name, divisionCode }
    const actor = proveActor({ kind: 'STAFF', ...facts, area: areaFilter(divisionCode), session: null })
    await audit(tx, actor, {
      action: 'staff.sign-in',
      subjectType: 'staff',
      subjectId: id,
      districtCode: divisionCode,
      details: { secondFactor: staff.totpSecret !== null },
    })
    const factorRequired = rule.secondFactorRoles.includes(role)
    return {
      id,
      token: await openSession(tx, id, { idleMinutes: rule.idleMinutes, factorRequired }, browser),
    }
  })
}
