import { PUBLIC } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import type { TryKind } from '@/lib/core/tries'
import { audit } from '@/lib/server/audit/audit'
import { auditFrequent } from '@/lib/server/audit/frequent'
import { inTransaction } from '@/lib/server/database/db'
import { requestContext } from '@/lib/server/http/request-context'
import { type Counted, countTry } from '@/lib/server/session/count-tries'
import { ownerDeviceName, readDevice } from '@/lib/server/session/device-cookie'

/** Whose password is tried; of a phone that nobody registered the same is counted, so that both answer alike. */
type Subject = { accountId: string | null; phoneIndex: string }
type Counter = { kind: TryKind; of: string }

const OTHER_WAY = '可以改用短信验证码登录；密码'

/**
 * Counts a try to sign in by password before it is judged (docs/decisions/0063).
 * @throws AppError LOCKED with the seconds to wait, recorded
 */
export function countPassword(subject: Subject): Promise<Counted> {
  return counted(subject, countersOf(subject), OTHER_WAY)
}

/** As `countPassword`, of a password that a signed-in owner is asked for: whoever holds the session cannot guess it. */
export function countOwnPassword(subject: Subject & { accountId: string }): Promise<Counted> {
  return counted(subject, [{ kind: 'owner-own', of: subject.accountId }], '')
}

/** As `countPassword`, of a document's last characters beside a right code: for the account alone, which no stranger reaches. */
export function countDocument(subject: Subject & { accountId: string }): Promise<Counted> {
  return counted(subject, [{ kind: 'owner-own', of: `document ${subject.accountId}` }], '')
}

/** Records a wrong password or document. @throws AppError INVALID_CREDENTIALS */
export async function refuseSignIn(subject: Subject, { lock }: Counted): Promise<never> {
  const lockSeconds = lock ? Math.round((lock.getTime() - Date.now()) / 1000) : 0
  await inTransaction((tx) =>
    audit(tx, PUBLIC, { action: 'session.refuse', ...subjectOf(subject), details: { lockSeconds } }),
  )
  throw new AppError('INVALID_CREDENTIALS', { detail: '手机号或密码不正确' })
}

/**
 * On a device on which the owner has signed in before, a try counts for that device and owner alone. Elsewhere for the phone from
 * this address, for the phone from anywhere, and for the address.
 */
function countersOf({ accountId, phoneIndex }: Subject): Counter[] {
  const device = readDevice('owner', requestContext.getStore()?.cookie?.(ownerDeviceName()))
  if (accountId && device?.ids.includes(accountId))
    return [{ kind: 'owner-device', of: `${device.number} ${accountId}` }]
  const address = requestContext.getStore()?.address ?? 'unknown'
  return [
    { kind: 'owner-pair', of: `${address} ${phoneIndex}` },
    { kind: 'owner-phone', of: phoneIndex },
    { kind: 'owner-address', of: address },
  ]
}

async function counted(subject: Subject, counters: Counter[], otherWay: string): Promise<Counted> {
  const { accountId } = subject
  try {
    return await countTry(counters, accountId ? { accountId } : null)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'LOCKED') throw error
    auditFrequent(PUBLIC, { action: 'session.refuse-locked', ...subjectOf(subject) })
    // The page adds how long, by the seconds to wait.
    throw new AppError('LOCKED', {
      detail: `${otherWay}尝试次数过多，已暂停尝试`,
      retryAfterSeconds: error.retryAfterSeconds ?? 1,
    })
  }
}

const subjectOf = ({ accountId, phoneIndex }: Subject) =>
  ({ subjectType: 'account', subjectId: accountId ?? phoneIndex }) as const
