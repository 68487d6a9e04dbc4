import { lockSeconds } from '@/lib/core/lock-out'

/**
 * Names that do not exist lock like those that do, else the lock would tell which names exist. Kept in memory: nothing is
 * lost with it, and a flood of invented names only pushes out the oldest.
 */
const CAPACITY = 5000
const strangers = new Map<string, { failures: number; lockedUntil: Date | null }>()

export function strangerLockedUntil(username: string): Date | null {
  return strangers.get(username)?.lockedUntil ?? null
}

/** @returns until when this name is locked now, or null */
export function strangerFailed(username: string): Date | null {
  const failures = (strangers.get(username)?.failures ?? 0) + 1
  const seconds = lockSeconds(failures)
  const lockedUntil = seconds > 0 ? new Date(Date.now() + seconds * 1000) : null
  strangers.delete(username)
  strangers.set(username, { failures, lockedUntil })
  const [oldest] = strangers.keys()
  if (strangers.size > CAPACITY && oldest !== undefined) strangers.delete(oldest)
  return lockedUntil
}
