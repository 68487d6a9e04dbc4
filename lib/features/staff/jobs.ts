import { longTransaction } from '@/lib/server/database/db'
import type { Tick } from '@/lib/server/jobs/ticker'

const DAY_MS = 86_400_000
/** The record says who signed in for good; rows with addresses serve the list of sessions and known addresses (30 days). */
const SESSIONS_DAYS = 90
/** By then a count has halved fourteen times. */
const TRIES_DAYS = 7

/** Deletes what serves nobody any more. @returns how many rows */
export async function forgetSignIns(now = new Date()): Promise<number> {
  const before = (days: number) => ({ lt: new Date(now.getTime() - days * DAY_MS) })
  const counts = await longTransaction('sweep', async (tx) => [
    await tx.staffSession.deleteMany({ where: { createdAt: before(SESSIONS_DAYS) } }),
    await tx.signInTries.deleteMany({ where: { countedAt: before(TRIES_DAYS) } }),
    await tx.keyChallenge.deleteMany({ where: { expiresAt: { lt: now } } }),
    await tx.staffActivation.deleteMany({ where: { expiresAt: { lt: now } } }),
  ])
  return counts.reduce((total, { count }) => total + count, 0)
}

export const ticks: readonly Tick[] = [
  { name: 'staff.forget-sign-ins', everySeconds: 3600, run: () => forgetSignIns() },
]
