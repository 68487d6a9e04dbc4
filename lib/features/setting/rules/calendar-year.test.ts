import { describe, expect, it } from 'vitest'
import { isWorkday } from '@/lib/core/clock'
import { PUBLIC_HOLIDAYS } from '@/lib/core/holidays'
import { isPreFilled, kindOf, monthsOf, withDayTurned } from './calendar-year'

const EMPTY = { holidays: [], workdays: [] }

describe('a year of the calendar', () => {
  it('has every day once, each below its weekday', () => {
    for (const year of [2024, 2026, 2028]) {
      const rows = monthsOf(year).flat()
      const days = rows.flat().filter((day) => day !== null)
      expect(days).toHaveLength(year % 4 === 0 ? 366 : 365)
      expect(days).toEqual([...new Set(days)].sort())
      for (const row of rows)
        for (const [column, day] of row.entries())
          if (day) expect((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7, day).toBe(column)
    }
  })

  it('tells days off and worked weekends from the usual ones', () => {
    const calendar = { holidays: ['2026-10-01'], workdays: ['2026-10-10'] }
    expect(
      ['2026-10-01', '2026-10-09', '2026-10-10', '2026-10-11'].map((day) => kindOf(day, calendar)),
    ).toEqual(['off', 'workday', 'worked', 'weekend'])
  })

  it('tells the days fixed by law from those of a notice', () => {
    expect([2026, 2027, 2028].map((year) => isPreFilled(year, PUBLIC_HOLIDAYS))).toEqual([false, true, false])
    expect(isPreFilled(2027, { ...PUBLIC_HOLIDAYS, workdays: ['2027-01-30'] })).toBe(false)
    expect(isPreFilled(2027, withDayTurned(PUBLIC_HOLIDAYS, '2027-02-09'))).toBe(false)
  })

  it('turns a day, and turns it back', () => {
    for (const day of monthsOf(2026).flat(2)) {
      if (!day) continue
      const turned = withDayTurned(EMPTY, day)
      expect(isWorkday(day, turned)).toBe(!isWorkday(day, EMPTY))
      expect(withDayTurned(turned, day)).toEqual(EMPTY)
    }
  })

  it('mends a weekend that was listed as a day off', () => {
    expect(withDayTurned({ holidays: ['2026-10-10'], workdays: [] }, '2026-10-10')).toEqual({
      holidays: [],
      workdays: ['2026-10-10'],
    })
  })
})
