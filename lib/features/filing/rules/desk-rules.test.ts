import { describe, expect, it } from 'vitest'
import { changedFields, changedSlots } from '@/lib/features/content/rules/changes'
import { filingContent } from '@/lib/features/content/schema/content'
import { historyOf } from './history'

const content = filingContent.parse({ kind: 'MACHINE', codes: { machineEnvCode: '88811111QH3111446' } })
describe('changes between two submissions', () => {
  it('names fields in the order of the form; empty and absent are alike', () => {
    const after = { ...content, plate: '京A1', machine: { serial: 'B2', name: null } }
    expect(changedFields({ ...content, machine: { serial: 'B1' } }, after)).toEqual([
      { path: 'plate', before: null, after: '京A1' },
      { path: 'machine.serial', before: 'B1', after: 'B2' },
    ])
    expect(changedFields(content, content)).toEqual([])
  })

  it('names photos that are new or another', () => {
    const before = [
      { slot: 'BODY_FRONT', photoId: 'a' },
      { slot: 'BODY_REAR', photoId: 'b' },
    ]
    const after = [
      { slot: 'BODY_FRONT', photoId: 'c' },
      { slot: 'BODY_REAR', photoId: 'b' },
      { slot: 'OTHER_1', photoId: 'd' },
    ]
    expect([...changedSlots(before, after)]).toEqual(['BODY_FRONT', 'OTHER_1'])
  })
})

describe('the history', () => {
  const event = (
    minute: number,
    action: string,
    actorId: string | null,
    kind: 'STAFF' | 'ACCOUNT' | 'SYSTEM',
  ) => ({
    at: new Date(Date.UTC(2026, 2, 2, 2, minute)),
    action,
    actorKind: kind,
    actorId,
    staffName: kind === 'STAFF' ? '李审核' : null,
    details: {},
  })

  it('is in sentences, oldest first, decisions with their reasons', () => {
    const history = historyOf({
      events: [
        event(0, 'filing.create', 'agent', 'ACCOUNT'),
        event(1, 'filing.edit', 'agent', 'ACCOUNT'),
        event(2, 'filing.submit', 'agent', 'ACCOUNT'),
        event(3, 'filing.claim', 'staff', 'STAFF'),
        event(4, 'filing.lapse', null, 'SYSTEM'),
        event(6, 'filing.submit', 'owner', 'ACCOUNT'),
      ],
      decisions: [
        {
          kind: 'RETURNED',
          staffName: '李审核',
          comment: null,
          decidedAt: new Date(Date.UTC(2026, 2, 2, 2, 5)),
          reasons: [{ text: '图片不清晰' }, { text: '缺合格证' }],
        },
      ],
      owner: { id: 'owner', name: '王机主' },
      filer: { id: 'agent', name: '赵代办' },
      registrationNumber: null,
    })
    expect(history.map(({ who, text }) => `${who}：${text}`)).toEqual([
      '被委托人 赵代办：新建登记',
      '被委托人 赵代办：提交审核',
      '李审核：领取审核',
      '系统：超过时限没有操作，自动放回待审核队列',
      '李审核：退回重填：图片不清晰；缺合格证',
      '机主 王机主：第 2 次提交审核',
    ])
  })
})
