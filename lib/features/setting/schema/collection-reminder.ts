import { z } from 'zod'

/** Reminders to owners who do not collect an approved number (docs/decisions/0041). */
export const collectionReminder = z.strictObject({
  /** Days without collection before the first one, and between two. */
  days: z.number().int('应为整数').min(1, '不能小于 1').max(365, '不能大于 365'),
  /** At most so many for one number; 0: none. */
  times: z.number().int('应为整数').min(0, '不能小于 0').max(10, '不能大于 10'),
})

export const COLLECTION_REMINDER_SETTING = {
  label: '领取提醒',
  schema: collectionReminder,
  initial: { days: 30, times: 3 },
}
