import { describe, expect, it } from 'vitest'
import { machineHistory } from './owner-history'

describe('machineHistory', () => {
  const day = (n: number) => new Date(`2026-11-0${n}T00:00:00Z`)
  const base = {
    comment: null,
    lines: [],
    submittedAt: day(5),
    decidedAt: null,
    endedAt: null,
    lapsed: false,
  } as const

  it('tells newest first, corrected numbers and changes included', () => {
    const history = machineHistory({
      submittedAt: day(1),
      registered: { at: day(2), precision: 'TIME' as const },
      collectedAt: day(3),
      past: null,
      numbers: [
        { number: '3-30468844', validFrom: day(2) },
        { number: '2-30468844', validFrom: day(4) },
      ],
      changes: [{ ...base, type: 'OWNER', status: 'DONE', decidedAt: day(5) }],
    })
    expect(history.map(({ what }) => what)).toEqual([
      '机主变更，经双方验证码确认',
      '环保登记号码更正为 2-30468844',
      '领取环保登记号码',
      '审核通过，核发环保登记号码 3-30468844',
      '提交编码登记',
    ])
  })

  it.each([
    [{ type: 'DPF', status: 'SUBMITTED' }, '申请“加装 DPF”，等待审核'],
    [{ type: 'DPF', status: 'WITHDRAWN', endedAt: day(6) }, '撤回“加装 DPF”申请'],
    [{ type: 'DPF', status: 'WITHDRAWN' }, '申请“加装 DPF”，后来撤回（时间没有记录）'],
    [{ type: 'DETAILS', status: 'RETURNED', comment: '照片不清晰' }, '“其它信息变更”申请被退回：照片不清晰'],
    [{ type: 'CANCELLATION', status: 'DONE' }, '登记已注销'],
    [
      {
        type: 'DPF',
        status: 'DONE',
        lines: [{ path: 'dpf.model', label: 'DPF 型号', before: '', after: 'A' }],
      },
      '加装 DPF：DPF 型号由“空”改为“A”',
    ],
  ] as const)('words %o', (change, what) => {
    const nothing = {
      submittedAt: null,
      registered: { at: day(2), precision: 'TIME' as const },
      collectedAt: null,
      numbers: [],
      past: null,
    }
    expect(machineHistory({ ...nothing, changes: [{ ...base, ...change }] })[0]?.what).toBe(what)
  })

  it('has a request that lapsed as asked for, and at its own time as what it is', () => {
    const history = machineHistory({
      submittedAt: null,
      registered: { at: day(2), precision: 'TIME' as const },
      collectedAt: null,
      numbers: [],
      past: null,
      changes: [{ ...base, type: 'DETAILS', status: 'WITHDRAWN', endedAt: day(7), lapsed: true }],
    })
    expect(history.slice(0, 2)).toEqual([
      {
        at: day(7).toISOString(),
        precision: 'TIME',
        what: '“其它信息变更”申请失效：机主已变更或登记已终止，没有审核',
      },
      { at: day(5).toISOString(), precision: 'TIME', what: '申请“其它信息变更”' },
    ])
  })
})
