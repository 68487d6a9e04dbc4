import type { Tx } from '@/lib/server/database/db'
import { enqueue, type JobQueue } from '@/lib/server/jobs/jobs'
import type { SettingKey } from '../schema/settings'

/** The settings that a filing's deadline is calculated from. */
export const DEADLINE_SETTINGS = ['review-deadline', 'calendar'] as const satisfies readonly SettingKey[]
export type DeadlineSetting = (typeof DEADLINE_SETTINGS)[number]

export function isDeadlineSetting(key: SettingKey): key is DeadlineSetting {
  return DEADLINE_SETTINGS.some((each) => each === key)
}

/** Recalculates the deadlines of open filings: `{ divisionCode }` (lib/features/filing/jobs.ts). */
export const deadlineQueue: JobQueue = {
  name: 'filing-deadlines',
  expireInSeconds: 3600,
  retryLimit: 5,
  retryDelay: 30,
}

/**
 * Excludes calculating a deadline while its rules change: a filing is either submitted under the new rules or visible to
 * the job that follows the change. Locked until the transaction ends.
 * @param change `true` to change the rules (exclusive), `false` to calculate a deadline (shared)
 */
export async function lockDeadlineRules(tx: Tx, change: boolean): Promise<void> {
  if (change) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('deadline_rules'))`
  else await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext('deadline_rules'))`
}

/** Queues the job that recalculates all deadlines of the area; it starts after the commit. */
export async function moveDeadlinesOf(tx: Tx, divisionCode: string): Promise<void> {
  await enqueue(tx, deadlineQueue, { divisionCode })
}
