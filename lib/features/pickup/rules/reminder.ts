import { DAY_MS } from '@/lib/core/clock'

type Waiting = { createdAt: Date; remindedAt: Date | null; reminders: number }
type Rule = { days: number; times: number }

/** Has it waited long enough since the approval, or since the last reminder, for another one? */
export function isReminderDue(
  { createdAt, remindedAt, reminders }: Waiting,
  { days, times }: Rule,
  now: Date,
): boolean {
  const since = remindedAt ?? createdAt
  return reminders < times && now.getTime() - since.getTime() >= days * DAY_MS
}

type Party = { registeredAt: Date | null }

/** Whether a reminder reaches anybody: without an account nobody reads notices, and no phone is proven. */
export function isReachable({ owner, filer }: { owner: Party; filer: Party }): boolean {
  return owner.registeredAt !== null || filer.registeredAt !== null
}
