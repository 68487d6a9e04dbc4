import { lockSeconds } from '@/lib/core/lock-out'

/**
 * Unknown usernames are locked like existing ones; otherwise the lock would reveal which exist. Stored in memory, because
 * losing these entries does no harm; a flood of invented names only evicts the oldest.
 */
const CAPACITY = 5000
const unknown = new Map<string, { failures: number; lockedUntil: Date | null }>()

export function unknownLockedUntil(username: string): Date | null {
  return unknown.get(username)?.lockedUntil ?? null
}

/** @returns the end of the username's lock, or null */
export function countUnknownFailure(username: string): Date | null {
  const failures = (unknown.get(username)?.failures ?? 0) + 1
  const seconds = lockSeconds(failures)
  const lockedUntil = seconds > 0 ? new Date(Date.now() + seconds * 1000) : null
  unknown.delete(username)
  unknown.set(username, { failures, lockedUntil })
  const [oldest] = unknown.keys()
  if (unknown.size > CAPACITY && oldest !== undefined) unknown.delete(oldest)
  return lockedUntil
}
