import { lockSeconds } from './lock-out'

/** What is counted: an attempt counts for each that applies, and is refused while one of them is locked. */
export type TryKind =
  | 'device'
  | 'pair'
  | 'name'
  | 'address'
  | 'own'
  | 'owner-device'
  | 'owner-pair'
  | 'owner-phone'
  | 'owner-address'
  | 'owner-own'

/**
 * Wrong attempts that do not lock. Four on a device on which the person has signed in before, or for a name from an address; the
 * wide ones are for those who change address (name, phone) or name (address), which is also the address of a whole office, and of
 * owners that of a whole town of phones.
 */
const FREE: Record<TryKind, number> = {
  device: 4,
  pair: 4,
  own: 4,
  name: 20,
  address: 100,
  'owner-device': 4,
  'owner-pair': 4,
  'owner-own': 4,
  'owner-phone': 20,
  'owner-address': 1000,
}
/** They count what strangers do as well: a right attempt takes back itself, no more. */
const WIDE: readonly TryKind[] = ['name', 'address', 'owner-phone', 'owner-address']
export const isWide = (kind: TryKind): boolean => WIDE.includes(kind)

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
