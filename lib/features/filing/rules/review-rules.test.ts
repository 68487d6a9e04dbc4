import { describe, expect, it } from 'vitest'
import { addWorkdays } from '@/lib/core/clock'
import { deadlineState, dueDates, overdueBefore } from './deadline'
import { closedFaults, openPaths, withNeeded } from './editable'

describe('dueDates', () => {
  const rule = { days: 5, warnDays: 3 }

  it('counts working days of China and ends at midnight there', () => {
    // Friday 2026-11-20, 20:00 in China: Mo 23, Tu 24, We 25 warns, Th 26, Fr 27 due.
    const due = dueDates(new Date('2026-11-20T12:00:00Z'), rule, { holidays: [], workdays: [] })
    expect(due.warnAt.toISOString()).toBe('2026-11-25T16:00:00.000Z')
    expect(due.dueAt.toISOString()).toBe('2026-11-27T16:00:00.000Z')
  })

  it('passes over holidays and counts worked weekends', () => {
    const calendar = { holidays: ['2026-11-23'], workdays: ['2026-11-21'] }
    const due = dueDates(new Date('2026-11-20T12:00:00Z'), rule, calendar)
    expect(due.warnAt.toISOString()).toBe('2026-11-25T16:00:00.000Z')
    expect(due.dueAt.toISOString()).toBe('2026-11-27T16:00:00.000Z')
  })

  it('says since when something must have waited to be late', () => {
    const calendar = { holidays: ['2026-11-23'], workdays: ['2026-11-21'] }
    const now = new Date('2026-11-29T07:00:00Z')
    const since = overdueBefore(now, 5, calendar)
    expect(addWorkdays(new Date(since.getTime() - 1), 5, calendar).getTime()).toBeLessThan(now.getTime())
    expect(addWorkdays(since, 5, calendar).getTime()).toBeGreaterThanOrEqual(now.getTime())
  })

  it('never warns after it is due', () => {
    const due = dueDates(new Date(), { days: 2, warnDays: 9 }, { holidays: [], workdays: [] })
    expect(due.warnAt).toEqual(due.dueAt)
  })

  it('names the state of an open filing', () => {
    const [warn, due] = [new Date('2026-11-25T16:00:00Z'), new Date('2026-11-27T16:00:00Z')]
    expect(deadlineState(warn, due, warn)).toBe('IN_TIME')
    expect(deadlineState(warn, due, new Date('2026-11-26T00:00:00Z'))).toBe('WARNING')
    expect(deadlineState(warn, due, due)).toBe('WARNING')
    expect(deadlineState(warn, due, new Date('2026-11-28T00:00:00Z'))).toBe('OVERDUE')
  })
})

describe('correction of a returned filing', () => {
  it('opens exactly what the reasons name', () => {
    const open = openPaths([{ fields: ['plate'] }, { fields: ['photos.BODY_FRONT'] }])
    expect(closedFaults(['plate', 'photos.BODY_FRONT'], open)).toEqual([])
    expect(closedFaults(['plate', 'machine.model', 'photos.OTHER_1'], open)).toEqual([
      { path: 'machine.model', code: 'FIELD_NOT_OPEN', message: expect.stringContaining('机械型号') },
      { path: 'photos.OTHER_1', code: 'FIELD_NOT_OPEN', message: expect.stringContaining('其他照片 1') },
    ])
  })

  it('opens everything by a reason without fields, or where no reason is known', () => {
    expect(openPaths([{ fields: ['plate'] }, { fields: [] }])).toBeNull()
    expect(openPaths([])).toBeNull()
    expect(closedFaults(['machine.model'], null)).toEqual([])
  })

  it('opens what the correction makes necessary', () => {
    const open = withNeeded(new Set(['hasNameplate', 'kind']), [
      { path: 'plate', code: 'REQUIRED', message: '' },
      { path: 'photos.ENV_LABEL', code: 'REQUIRED_ANY', message: '' },
    ])
    expect(closedFaults(['plate', 'photos.ENGINE_PLATE', 'kind'], open)).toEqual([])
    expect(closedFaults(['photos.CERTIFICATE'], open)).toHaveLength(1)
    expect(withNeeded(null, [])).toBeNull()
  })
})
