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

/** A text message names no pickup code: whoever reads the phone could collect the number with it. */
export function reminderMessage(to: string, number: string, office: string) {
  return {
    to,
    purpose: 'COLLECT_REMINDER',
    code: '',
    template: 'REMINDER' as const,
    variables: { number, office },
    text: `您的机械环保登记号码 ${number} 已审核通过，尚未领取。请携带身份证件到${office}领取，领取码见小程序“编码登记进展”。`,
  }
}

type Party = { registeredAt: Date | null }

/** Whether a reminder reaches anybody: without an account nobody reads notices, and no phone is proven. */
export function isReachable({ owner, filer }: { owner: Party; filer: Party }): boolean {
  return owner.registeredAt !== null || filer.registeredAt !== null
}
