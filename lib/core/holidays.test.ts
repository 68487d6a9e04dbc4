import { describe, expect, it } from 'vitest'
import { addWorkdays, chinaDay, isWorkday } from './clock'
import { PUBLIC_HOLIDAYS } from './holidays'

describe('PUBLIC_HOLIDAYS', () => {
  it.each([
    ['2026-02-13', true],
    ['2026-02-14', true],
    ['2026-02-16', false],
    ['2026-02-23', false],
    ['2026-02-28', true],
    ['2026-10-07', false],
    ['2026-10-10', true],
    ['2026-11-21', false],
    ['2027-02-08', false],
  ])('%s worked: %s', (day, worked) => expect(isWorkday(day, PUBLIC_HOLIDAYS)).toBe(worked))

  it('names no day twice, nor as both', () => {
    const all = [...PUBLIC_HOLIDAYS.holidays, ...PUBLIC_HOLIDAYS.workdays]
    expect(new Set(all).size).toBe(all.length)
  })

  it('counts a deadline over National Day', () => {
    const due = addWorkdays(new Date('2026-09-29T02:00:00Z'), 5, PUBLIC_HOLIDAYS)
    // 30 September, then 8, 9, 10 (worked Saturday) and 12 October; due when that day ends.
    expect(chinaDay(new Date(due.getTime() - 1))).toBe('2026-10-12')
  })
})
