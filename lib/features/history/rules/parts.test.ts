import { describe, expect, it } from 'vitest'
import { historyHeadings, missingColumns, readHistoryObject } from './columns'
import { formerOf, momentOf, pastOf, statusOf } from './parts'
import { SeenBodies } from './seen-bodies'

const at = new Date('2018-01-01T00:00:00Z')

describe('parts of an older registration', () => {
  it('a day is a day in China, an instant is itself', () => {
    expect(momentOf('2019/4/18')).toEqual({ value: new Date('2019-04-17T16:00:00Z') })
    expect(momentOf('2019-04-18T10:00:00+08:00')).toEqual({ value: new Date('2019-04-18T02:00:00Z') })
    expect(momentOf(null)).toHaveProperty('fault')
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
