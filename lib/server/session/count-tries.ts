import { z } from 'zod'
import { AppError } from '@/lib/core/app-error'
import { secondsUntil } from '@/lib/core/lock-out'
import { isWide, type TryKind, withOneMore } from '@/lib/core/tries'
import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { tokenHash } from '@/lib/server/secrets/secrets'

/** `of`: what it counts for, e.g. name and address. */
type Counter = { kind: TryKind; of: string }

/** Whose name or phone was given, if somebody has it. */
type Whose = { staffId: string } | { accountId: string } | null

/** An attempt that was counted; `lock` is what holds if it fails. */
export type Counted = {
  keys: readonly { kind: TryKind; key: string; until: Date | null }[]
  lock: Date | null
}

const row = z.object({
  key: z.string(),
  failures: z.number(),
  countedAt: z.date(),
  lockedUntil: z.date().nullable(),
})

/**
 * Counts an attempt before it is judged, in a transaction of its own: of many at the same moment no more are judged than one after
 * the other.
 * @throws AppError LOCKED with the seconds to wait; then nothing is counted
 */
export async function countTry(counters: readonly Counter[], whose: Whose): Promise<Counted> {
  const keys = counters
    .map(({ kind, of }) => ({ kind, key: `${kind}:${tokenHash(`${kind}:${of}`)}` }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
  return db().$transaction(async (tx) => {
    const now = new Date()
    const known = await lockRows(
      tx,
      keys.map(({ key }) => key),
      now,
    )
    const locked = latest(known.map(({ lockedUntil }) => lockedUntil))
    if (locked && locked > now) throw lockedError(locked)
    const counted = []
    for (const { kind, key } of keys) {
      const before = known.find((each) => each.key === key) ?? null
      const { failures, lockedMs } = withOneMore(kind, before, now)
      const until = lockedMs > 0 ? new Date(now.getTime() + lockedMs) : null
      await tx.signInTries.update({
        where: { key },
        data: { failures, countedAt: now, lockedUntil: until, ...whose },
      })
      counted.push({ kind, key, until })
    }
    return { keys: counted, lock: latest(counted.map(({ until }) => until)) }
  })
}

/** The rows, made where missing, in the order of their keys so that two attempts do not wait for each other. */
async function lockRows(tx: Tx, keys: readonly string[], now: Date) {
  await tx.$executeRaw`
    INSERT INTO sign_in_tries (key, failures, "countedAt")
    SELECT key, 0, ${now} FROM unnest(${keys}::text[]) AS given(key) ORDER BY key
    ON CONFLICT (key) DO NOTHING`
  return rowsOf(tx, row)`
    SELECT key, failures, "countedAt", "lockedUntil" FROM sign_in_tries
    WHERE key = ANY(${keys}::text[]) ORDER BY key FOR UPDATE`
}

/**
 * The attempt was right. What counts for the person alone is forgotten, the wide counts lose this attempt only: who guesses
 * elsewhere is not let off.
 */
export async function forgetTries(tx: Tx, { keys }: Counted): Promise<void> {
  const wide = keys.filter(({ kind }) => isWide(kind))
  const own = keys.filter((each) => !wide.includes(each)).map(({ key }) => key)
  await takeBack(tx, wide)
  await tx.signInTries.deleteMany({ where: { key: { in: own } } })
}

/** The password was right and a code is still wanted: this attempt does not count, but wrong codes before it do. */
export function takeTryBack({ keys }: Counted): Promise<void> {
  return db().$transaction((tx) => takeBack(tx, keys))
}

async function takeBack(tx: Tx, keys: Counted['keys']): Promise<void> {
  for (const { key, until } of keys)
    await tx.$executeRaw`
      UPDATE sign_in_tries SET failures = greatest(0, failures - 1),
        "lockedUntil" = nullif("lockedUntil", ${until}::timestamptz) WHERE key = ${key}`
}

const latest = (dates: readonly (Date | null)[]): Date | null =>
  dates.reduce((last, date) => (date && (!last || date > last) ? date : last), null)

export function lockedError(until: Date): AppError {
  const retryAfterSeconds = secondsUntil(until)
  const minutes = Math.ceil(retryAfterSeconds / 60)
  return new AppError('LOCKED', {
    detail: `尝试次数过多，请 ${minutes} 分钟后再试`,
    retryAfterSeconds,
  })
}
