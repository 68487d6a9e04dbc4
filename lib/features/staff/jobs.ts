import { db } from '@/lib/server/database/db'
import type { Tick } from '@/lib/server/jobs/ticker'

const DAY_MS = 86_400_000
/** The record says who signed in for good; rows with addresses serve the list of sessions and known addresses (30 days). */
const SESSIONS_DAYS = 90
/** By then a count has halved fourteen times. */
const TRIES_DAYS = 7

/** Deletes what serves nobody any more. @returns how many rows */
export async function forgetSignIns(now = new Date()): Promise<number> {
  const before = (days: number) => ({ lt: new Date(now.getTime() - days * DAY_MS) })
  const sessions = await db().staffSession.deleteMany({ where: { createdAt: before(SESSIONS_DAYS) } })
  const tries = await db().signInTries.deleteMany({ where: { countedAt: before(TRIES_DAYS) } })
  const challenges = await db().keyChallenge.deleteMany({ where: { expiresAt: { lt: now } } })
  const links = await db().staffActivation.deleteMany({ where: { expiresAt: { lt: now } } })
  return sessions.count + tries.count + challenges.count + links.count
}

export const ticks: readonly Tick[] = [
  { name: 'staff.forget-sign-ins', everySeconds: 3600, run: () => forgetSignIns() },
]
