import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { chinaTime } from '@/lib/core/clock'
import { secondsUntil } from '@/lib/core/lock-out'
import { nameKey } from '@/lib/core/normalise'
import type { Tx } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { attemptsOf, missesOf } from '../queries/identity-misses'
import { accountLockedUntil, officerLockedUntil, WRONG_TRIES } from '../rules/identity-lock'

/** A registered person or unit that a document is compared with. */
export type Compared = { id: string; name: string }

/**
 * Attempts that concern the same name, or come from the same officer, wait for each other until the transaction ends, so
 * that of many at once no more than allowed are compared. The officer first, then names in order: no two can wait for
 * each other.
 */
export async function queueAttempts(tx: Tx, actor: StaffActor, names: readonly string[]): Promise<void> {
  const keys = [...new Set(names.map(nameKey))].toSorted()
  for (const key of [`identity ${actor.id}`, ...keys.map((name) => `identity ${name}`)])
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`
}

/** Why no document may be compared with these accounts now; null when it may. */
export async function refusalOf(
  tx: Tx,
  actor: StaffActor,
  accounts: readonly Compared[],
  now = new Date(),
): Promise<AppError | null> {
  const misses = await missesOf(
    tx,
    accounts.map(({ id }) => id),
    now,
  )
  for (const { id, name } of accounts) {
    const until = accountLockedUntil(misses.get(id) ?? [])
    if (until && until > now) return locked(`“${name}”的证件号已填错 ${misses.get(id)?.length} 次`, until)
  }
  const until = officerLockedUntil(await attemptsOf(tx, actor.id, now))
  return until && until > now ? locked('您半小时内多次填错证件号', until) : null
}

function locked(why: string, until: Date): AppError {
  const detail = `${why}，暂停核对至 ${chinaTime(until).slice(0, 16)}。请核对证件原件；要继续办理，请管理（监督）人员打开本件解除，或到时再试`
  return new AppError('LOCKED', { detail, retryAfterSeconds: secondsUntil(until) })
}

/**
 * Records one wrong attempt.
 * @param accounts whom the document was compared with; none: nobody of that name has a pickup
 * @returns how many wrong ones now count for the first account
 */
export async function countMiss(
  tx: Tx,
  actor: StaffActor,
  accounts: readonly Compared[],
  pickupId: string | null,
): Promise<number> {
  const common = { attemptId: newId(), staffId: actor.id, pickupId, at: new Date() }
  const accountIds = accounts.length > 0 ? accounts.map(({ id }) => id) : [null]
  await tx.identityMiss.createMany({ data: accountIds.map((accountId) => ({ ...common, accountId })) })
  const [first] = accounts
  return first ? ((await missesOf(tx, [first.id])).get(first.id)?.length ?? 0) : 1
}

/** What the officer is told of a wrong number. @param wrong how many count so far */
export function wrongText(wrong: number): string {
  const left = WRONG_TRIES - wrong
  const rest = left > 0 ? `已错 ${wrong} 次，再错 ${left} 次暂停核对` : `已错 ${wrong} 次，暂停核对`
  return `证件号码与登记的不一致，请核对证件原件（${rest}）`
}

/** Wrong ones of these accounts count no more. */
export async function clearMisses(tx: Tx, accountIds: readonly string[]): Promise<number> {
  const { count } = await tx.identityMiss.updateMany({
    where: { accountId: { in: [...accountIds] }, clearedAt: null },
    data: { clearedAt: new Date() },
  })
  return count
}
