/**
 * Lock-out of owners and staff: four wrong passwords are free, the fifth locks for a minute, each further one for
 * twice as long, an hour at most.
 */
const FREE_TRIES = 4
const FIRST_LOCK_SECONDS = 60
const LONGEST_LOCK_SECONDS = 3600

/**
 * @param failures wrong passwords since the last successful sign-in, including this one
 * @param free so many do not lock
 */
export function lockSeconds(failures: number, free = FREE_TRIES): number {
  if (failures <= free) return 0
  return Math.min(LONGEST_LOCK_SECONDS, FIRST_LOCK_SECONDS * 2 ** (failures - free - 1))
}

/** Whole seconds until an instant, at least one; for Retry-After. */
export function secondsUntil(until: Date, now = new Date()): number {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))
}
