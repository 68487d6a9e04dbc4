import { describe, expect, it } from 'vitest'
import { PUBLIC_HOLIDAYS } from '@/lib/core/holidays'
import { NOTICES } from '@/testing/holiday-notices'
import { calendarChange, daysInSpans, withNotice } from './calendar-change'
import { readHolidayNotice } from './holiday-notice'

const NOTHING = { added: [], removed: [] }

describe('a notice in the calendar', () => {
  it('changes nothing if already merged', () => {
    const same = withNotice(PUBLIC_HOLIDAYS, readHolidayNotice(NOTICES[2026] ?? ''))
    expect(calendarChange(PUBLIC_HOLIDAYS, same)).toEqual({ holidays: NOTHING, workdays: NOTHING })
  })

  it('replaces all days of its year, and leaves other years unchanged', () => {
    const wrong = {
      holidays: ['2025-01-01', '2026-03-08', '2026-12-31', '2027-01-01'],
      workdays: ['2026-10-01', '2026-03-14'],
    }
    const next = withNotice(wrong, readHolidayNotice(NOTICES[2026] ?? ''))
    const { holidays, workdays } = calendarChange(wrong, next)
    expect([holidays.removed, workdays.removed]).toEqual([['2026-03-08'], ['2026-03-14', '2026-10-01']])
    // 31 December 2026 can only be part of 元旦 2027.
    expect(next.holidays).toEqual(
      expect.arrayContaining(['2025-01-01', '2026-12-31', '2027-01-01', '2026-10-01']),
    )
    expect(workdays.added).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
  })

  it('a single paragraph is added, and no day is both off and worked', () => {
    const text = '春节：2月15日至24日放假。2月28日（周六）上班。'
    const next = withNotice(
      { holidays: ['2026-01-01', '2026-02-28'], workdays: ['2026-02-15'] },
      readHolidayNotice(text, 2026),
    )
    expect(next.holidays).toContain('2026-01-01')
    expect(next.holidays).not.toContain('2026-02-28')
    expect(next.workdays).toEqual(['2026-02-28'])
  })

  it('shows consecutive days as one span', () => {
    expect(
      daysInSpans(['2026-10-02', '2026-10-01', '2026-10-03', '2026-12-31', '2027-01-01', '2026-05-01']),
    ).toEqual(['2026-05-01', '2026-10-01 至 2026-10-03', '2026-12-31 至 2027-01-01'])
  })
})
