import { PUBLIC } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { lockSeconds, secondsUntil } from '@/lib/core/lock-out'
import { audit } from '@/lib/server/audit/audit'
import { auditFrequent } from '@/lib/server/audit/frequent'
import { db, inTransaction, type Tx } from '@/lib/server/database/db'

/** Wrong passwords for a phone so far, and until when further attempts are refused. */
type Tries = { failures: number; lockedUntil: Date | null }
type Subject = { accountId: string | null; phoneIndex: string }

/**
 * An unregistered phone is locked by the same rule, counted in the limiter's table (rows expire an hour after the last
 * attempt): otherwise the lock would reveal which phones are registered.
 */
const unregisteredKey = (phoneIndex: string) => `sign-in:${phoneIndex}`

/** @throws AppError LOCKED with the seconds to wait */
export async function requireUnlocked(subject: Subject): Promise<void> {
  const { lockedUntil } = await readTries(db(), subject)
  if (!lockedUntil || lockedUntil <= new Date()) return
  auditFrequent(PUBLIC, {
    action: 'session.refuse-locked',
    subjectType: 'account',
    subjectId: subject.accountId ?? subject.phoneIndex,
  })
  throw locked(lockedUntil)
}

/**
 * Counts a wrong password, in a transaction of its own, since the sign-in fails.
 * @throws AppError LOCKED when a concurrent attempt has just set the lock, else INVALID_CREDENTIALS
 */
export async function refuseSignIn(subject: Subject): Promise<never> {
  const concurrentLock = await inTransaction(async (tx) => {
    await lockTries(tx, subject)
    const { failures, lockedUntil } = await readTries(tx, subject)
    if (lockedUntil && lockedUntil > new Date()) return lockedUntil
    const seconds = lockSeconds(failures + 1)
    const until = seconds > 0 ? new Date(Date.now() + seconds * 1000) : null
    await writeTries(tx, subject, { failures: failures + 1, lockedUntil: until })
    await audit(tx, PUBLIC, {
      action: 'session.refuse',
      subjectType: 'account',
      subjectId: subject.accountId ?? subject.phoneIndex,
      details: { failures: failures + 1, lockSeconds: seconds },
    })
    return null
  })
  throw concurrentLock
    ? locked(concurrentLock)
    : new AppError('INVALID_CREDENTIALS', { detail: '手机号或密码不正确' })
}

export function locked(until: Date): AppError {
  return new AppError('LOCKED', { retryAfterSeconds: secondsUntil(until) })
}

/** Serialises wrong attempts, so that none is lost from the count. */
async function lockTries(tx: Tx, { accountId, phoneIndex }: Subject): Promise<void> {
  if (accountId) {
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    return
  }
  await tx.$executeRaw`
    INSERT INTO rate_limit (key, points, expire) VALUES (${unregisteredKey(phoneIndex)}, 0, 0)
    ON CONFLICT (key) DO UPDATE SET points = rate_limit.points`
}

async function readTries(
  reader: Pick<Tx, 'account' | 'rateLimit'>,
  { accountId, phoneIndex }: Subject,
): Promise<Tries> {
  if (accountId) {
    const row = await reader.account.findUniqueOrThrow({ where: { id: accountId } })
    return { failures: row.failedAttempts, lockedUntil: row.lockedUntil }
  }
  const row = await reader.rateLimit.findUnique({ where: { key: unregisteredKey(phoneIndex) } })
  return { failures: row?.points ?? 0, lockedUntil: row?.expire ? new Date(Number(row.expire)) : null }
}

async function writeTries(tx: Tx, { accountId, phoneIndex }: Subject, tries: Tries): Promise<void> {
  if (accountId) {
    const data = { failedAttempts: tries.failures, lockedUntil: tries.lockedUntil }
    await tx.account.update({ where: { id: accountId }, data })
    return
  }
  const expire = BigInt((tries.lockedUntil ?? new Date()).getTime())
  await tx.rateLimit.update({
    where: { key: unregisteredKey(phoneIndex) },
    data: { points: tries.failures, expire },
  })
}
