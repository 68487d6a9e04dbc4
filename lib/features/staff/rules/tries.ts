import { lockSeconds } from '@/lib/core/lock-out'

/** What is counted: an attempt counts for each that applies, and is refused while one of them is locked. */
export type TryKind = 'device' | 'pair' | 'name' | 'address' | 'own'

/**
 * Wrong attempts that do not lock. Four on a device on which the person has signed in before, or for a name from an address; the
 * wide ones are for those who change address (name) or name (address), which is also the address of a whole office.
 */
const FREE: Record<TryKind, number> = { device: 4, pair: 4, own: 4, name: 20, address: 100 }
const HALF_LIFE_MS = 12 * 3_600_000

export type Tries = { failures: number; countedAt: Date }

/** The count with one more attempt. Old failures fade. @param before null: none yet */
export function withOneMore(
  kind: TryKind,
  before: Tries | null,
  now: Date,
): { failures: number; lockedMs: number } {
  const age = before ? Math.max(0, now.getTime() - before.countedAt.getTime()) : 0
  const failures = (before ? before.failures * 0.5 ** (age / HALF_LIFE_MS) : 0) + 1
  // A fraction left of old failures does not lock: the fifth of a row does, not the fourth.
  return { failures, lockedMs: lockSeconds(Math.floor(failures + 0.01), FREE[kind]) * 1000 }
}
