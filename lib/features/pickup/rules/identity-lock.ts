import { DAY_MS } from '@/lib/core/clock'

/**
 * How often a document number may be typed wrongly at the counter (docs/decisions/0041). Of a registered person or unit:
 * four wrong ones are free, the fifth stops it for half an hour, each further one for twice as long, a day at most. Counted
 * over all officers and ways to type it, until it is typed rightly or a supervisor lets the counter continue.
 */
export const WRONG_TRIES = 5
const FIRST_LOCK_MS = 30 * 60_000
/** Older ones count no more. */
export const COUNTED_MS = DAY_MS

/** Of one officer, whoever it was compared with: so many within half an hour. */
export const OFFICER_TRIES = 10
export const OFFICER_LOCK_MS = 30 * 60_000

/** @param misses of one account, of the last day, latest first */
export function accountLockedUntil(misses: readonly Date[]): Date | null {
  const [latest] = misses
  if (!latest || misses.length < WRONG_TRIES) return null
  const lock = Math.min(COUNTED_MS, FIRST_LOCK_MS * 2 ** (misses.length - WRONG_TRIES))
  return new Date(latest.getTime() + lock)
}

/** @param attempts of one officer, of the last half hour, latest first */
export function officerLockedUntil(attempts: readonly Date[]): Date | null {
  const tenth = attempts[OFFICER_TRIES - 1]
  return tenth ? new Date(tenth.getTime() + OFFICER_LOCK_MS) : null
}

/** The state of a pickup whose collector may be one of several accounts. @param accounts misses of each, latest first */
export function identityStateOf(accounts: readonly (readonly Date[])[], now = new Date()) {
  const ends = accounts.map(accountLockedUntil).filter((end) => end !== null && end > now)
  const latest = ends.reduce<Date | null>((last, end) => (end && (!last || end > last) ? end : last), null)
  return {
    wrong: Math.max(0, ...accounts.map((misses) => misses.length)),
    lockedUntil: latest?.toISOString() ?? null,
  }
}
