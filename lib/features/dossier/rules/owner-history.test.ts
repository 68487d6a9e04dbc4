import { describe, expect, it } from 'vitest'
import { isRegistrationNumber, machineHistory, newestPhotos, readRegistrationNumber } from './owner-history'

describe('registration numbers', () => {
  it.each(['3-30468844', '2-EE000001', 'D-EE123456', 'X-00000000'])('%s is one', (number) => {
    expect(isRegistrationNumber(number)).toBe(true)
    expect(readRegistrationNumber(number)).toEqual({ number, body: number.slice(2) })
  })

  it.each(['5-30468844', '3-3046884', '3-304688440', '3-IE000001', '3-OE000001', '330468844', '3-ee000001'])(
    '%s is never issued',
    (number) => expect(isRegistrationNumber(number)).toBe(false),
  )

  it('are read as people type them', () => {
    const number = { number: '2-EE000001', body: 'EE000001' }
    for (const typed of ['2ee000001', ' 2-EE 000001 ', '２－ＥＥ０００００１', '2—EE000001']) {
      expect(readRegistrationNumber(typed)).toEqual(number)
    }
    expect(readRegistrationNumber('6-EE000001')?.number).toBe('6-EE000001')
    expect(readRegistrationNumber('京A12345678')).toBeNull()
    expect(readRegistrationNumber('13800000000')).toBeNull()
  })
})

describe('newestPhotos', () => {
  const filed = [
    { slot: 'BODY_REAR', photoId: 'old' },
    { slot: 'OTHER_1', photoId: 'kept' },
  ] as const

  it('lets later changes replace slot by slot, and leaves evidence with its change', () => {
    const changes = [
      { photos: [{ slot: 'BODY_REAR', photoId: 'second' }] },
      {
        photos: [
          { slot: 'BODY_REAR', photoId: 'third' },
          { slot: 'OTHER_1', photoId: 'evidence' },
        ],
      },
      { photos: [{ slot: 'DPF_BODY', photoId: 'added' }] },
    ] as const
    expect(newestPhotos(filed, changes)).toEqual([
      { slot: 'BODY_REAR', photoId: 'third' },
      { slot: 'OTHER_1', photoId: 'kept' },
      { slot: 'DPF_BODY', photoId: 'added' },
    ])
  })
})

describe('machineHistory', () => {
  const day = (n: number) => new Date(`2026-11-0${n}T00:00:00Z`)
  const base = { comment: null, lines: [], submittedAt: day(5), decidedAt: null } as const

  it('tells newest first, corrected numbers and changes included', () => {
    const told = machineHistory({
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
    expect(told.map(({ what }) => what)).toEqual([
      '机主变更，经双方验证码确认',
      '环保登记号码更正为 2-30468844',
      '领取环保登记号码',
      '审核通过，核发环保登记号码 3-30468844',
      '提交编码登记',
    ])
  })

  it.each([
    [{ type: 'DPF', status: 'SUBMITTED' }, '申请“加装 DPF”，等待审核'],
    [{ type: 'DPF', status: 'WITHDRAWN' }, '撤回“加装 DPF”申请'],
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
})
