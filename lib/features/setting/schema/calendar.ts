import { z } from 'zod'
import { day } from './parts'

export const calendarSetting = z.strictObject({
  /** Days off that are not weekends. */
  holidays: z.array(day).max(1000),
  /** Worked weekends. */
  workdays: z.array(day).max(1000),
})

/** Stricter schema for saving: no day is both off and worked. */
export const savableCalendar = calendarSetting.superRefine(({ holidays, workdays }, context) => {
  const both = holidays.filter((date) => workdays.includes(date))
  if (both.length === 0) return
  const message = `${both.join('、')} 同时列为放假和上班，请只保留一处`
  context.addIssue({ code: 'custom', path: ['workdays'], message, input: workdays })
})
