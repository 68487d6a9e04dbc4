import { z } from 'zod'
import { day } from './parts'

export const calendarSetting = z.strictObject({
  /** Days off that are no weekend, and worked weekends. */
  holidays: z.array(day).max(1000),
  workdays: z.array(day).max(1000),
})

/** What can be saved: no day is off and worked at once. */
export const soundCalendar = calendarSetting.superRefine(({ holidays, workdays }, context) => {
  const both = holidays.filter((one) => workdays.includes(one))
  if (both.length === 0) return
  const message = `${both.join('、')} 同时列为放假和上班，请只保留一处`
  context.addIssue({ code: 'custom', path: ['workdays'], message, input: workdays })
})
