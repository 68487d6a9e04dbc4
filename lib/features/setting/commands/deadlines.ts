import type { Tx } from '@/lib/server/database/db'
import { enqueue, type JobQueue } from '@/lib/server/jobs/jobs'
import type { SettingKey } from '../schema/settings'

/** The settings by which a filing's deadline is reckoned. */
export const DEADLINE_SETTINGS = ['review-deadline', 'calendar'] as const satisfies readonly SettingKey[]
export type DeadlineSetting = (typeof DEADLINE_SETTINGS)[number]

export function isDeadlineSetting(key: SettingKey): key is DeadlineSetting {
  return DEADLINE_SETTINGS.some((each) => each === key)
}

/** Moves the deadlines of open filings after these settings: `{ divisionCode }` (lib/features/filing/jobs.ts). */
export const deadlineQueue: JobQueue = {
  name: 'filing-deadlines',
  expireInSeconds: 3600,
  retryLimit: 5,
  retryDelay: 30,
}

/**
 * Whoever reckons a deadline and whoever changes its rules wait for one another: a filing is either submitted under the
 * new rules or seen by the job that follows the change, never between the two. Held until the transaction ends.
 * @param change `true` for a change of the rules; many may reckon at once
 */
export async function lockDeadlineRules(tx: Tx, change: boolean): Promise<void> {
  if (change) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('deadline_rules'))`
  else await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext('deadline_rules'))`
}

/** Every open filing of the area gets the deadline that the changed rules give it, once the change is committed. */
export async function moveDeadlinesOf(tx: Tx, divisionCode: string): Promise<void> {
  await enqueue(tx, deadlineQueue, { divisionCode })
}
