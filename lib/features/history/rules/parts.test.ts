import { describe, expect, it } from 'vitest'
import { historyHeadings, missingColumns, readHistoryObject } from './columns'
import { formerOf, pastOf, registrationOf, statusOf } from './parts'
import { SeenBodies } from './seen-bodies'

const at = new Date('2018-01-01T00:00:00Z')

describe('parts of an older registration', () => {
  it('a registration is known to the day, the month or the year, the last with a warning', () => {
    expect(registrationOf('2019/4/18')).toEqual({
      value: { at: new Date('2019-04-17T16:00:00Z'), precision: 'DAY' },
    })
    expect(registrationOf('2019年4月')).toEqual({
      value: { at: new Date('2019-03-31T16:00:00Z'), precision: 'MONTH' },
    })
    expect(registrationOf('2019')).toMatchObject({
      value: { precision: 'YEAR' },
      warning: '只有年份，按月统计时计入该年 1 月',
    })
    expect(registrationOf(null)).toHaveProperty('fault')
  })

  it('a status, valid when empty', () => {
    expect([statusOf(''), statusOf('注销'), statusOf('revoked')]).toEqual(
      ['ACTIVE', 'CANCELLED', 'REVOKED'].map((value) => ({ value })),
    )
  })

  it('former numbers and the past, as text and as objects', () => {
    const former = { value: [{ number: '2-EE000001', validTo: '2019-04-17T16:00:00.000Z' }] }
    expect(formerOf('2-ee000001@2019-04-18；', at)).toEqual(former)
    expect(formerOf([{ number: '2-EE000001', validTo: '2019-04-18' }], at)).toEqual(former)
    expect(formerOf('2-EE000001@2017-04-18', at)).toHaveProperty('fault')
    expect(formerOf('2-EE000001@2019年4月', at)).toHaveProperty('fault', expect.stringContaining('写到日'))
    expect(pastOf('2019年4月|年检')).toMatchObject({ value: [{ precision: 'MONTH' }] })
    expect(pastOf('2019-04-18|年检|某局; 2018-01-02|变更')).toMatchObject({
      value: [
        { what: '变更', by: null },
        { what: '年检', by: '某局' },
      ],
    })
    expect(pastOf('年检')).toHaveProperty('fault')
  })

  it('headings by any of their words; objects by path', () => {
    const heading = historyHeadings.read(['环保编码*', '所有人', '身份证号', '颜色'], [])
    expect(heading?.columns.map((column) => column?.path)).toEqual([
      'registrationNumber',
      'owner.name',
      'owner.idNumber',
      undefined,
    ])
    expect(heading?.unknown).toEqual(['颜色'])
    expect(missingColumns(heading?.columns ?? [])).toContain('登记日期')
    expect(readHistoryObject({ owner: { name: 'A', colour: 1 }, past: [] })?.unknown).toEqual([
      'owner.colour',
    ])
  })

  it('remembers the lines of very many bodies', () => {
    const seen = new SeenBodies()
    const body = (n: number) => `W${String(n).padStart(7, '0')}`
    const doubled = Array.from({ length: 200_000 }, (_, n) => seen.firstLine(body(n), n + 2)).filter(
      (line) => line !== null,
    )
    expect(doubled).toEqual([])
    expect([seen.firstLine(body(7), 1), seen.firstLine(body(199_999), 1)]).toEqual([9, 200_001])
  })
})
