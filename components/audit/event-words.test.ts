import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AUDIT_ACTIONS, AUDIT_SUBJECTS } from '@/lib/core/audit-actions'
import { AUDIT_DETAILS } from '@/lib/core/audit-details'
import type { AuditEventView } from '@/lib/features/audit/schema'
import { DETAILS } from './detail-words'
import { actionLabel, detailLines, subjectLabel } from './event-words'

const ID = '0199d1c8-7d5e-7000-8000-000000000001'
const SENTENCE = /^[\p{Script=Han}“”，、]+$/u
/** A code, a key or an id that nobody should have to read. */
const RAW = /[A-Z]{2}_?[A-Z]|[a-z][A-Z][a-z]|[0-9a-f]{8}-|undefined|\[object/

function event(more: Partial<AuditEventView>): AuditEventView {
  const actor = { kind: 'SYSTEM' as const, id: null, name: null }
  const rest = { districtCode: null, requestId: null, address: null, sealed: true, names: {} }
  return {
    id: '1',
    at: '',
    actor,
    action: 'filing.edit',
    subjectType: 'filing',
    subjectId: ID,
    details: {},
    ...rest,
    ...more,
  }
}
const said = (more: Partial<AuditEventView>) =>
  detailLines(event(more), { STAGE: { '2': '国二' }, RETURN_REASON: { PHOTO: '照片不清' } })
    .map(({ label, text }) => `${label}：${text}`)
    .join('；')

/** Every literal `noun.verb` of the files that write the record, by audit() or by SQL of their own. */
function writtenActions(): string[] {
  const nouns = new Set(AUDIT_ACTIONS.map((action) => action.split('.')[0]))
  const files = globSync(['lib/features/**/*.ts', 'prisma/{seed,factories}/**/*.ts']).filter(
    (file) => !file.endsWith('test.ts'),
  )
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    if (!/audit|actorKind/.test(text) || /routes|schema/.test(file)) return []
    return [
      ...text.matchAll(
        /(?:action: |audit: |'SYSTEM', |"ActorKind", \$\{actor.id\}::uuid, )'([a-z-]+\.[A-Za-z-]+)'/g,
      ),
    ]
      .map(([, action = '']) => action)
      .filter((action) => nouns.has(action.split('.')[0] ?? ''))
  })
}

describe('the words of the record', () => {
  it.each(AUDIT_ACTIONS)('%s has a sentence', (action) => {
    expect(actionLabel(action)).toMatch(SENTENCE)
    expect(actionLabel(action)).not.toBe('其他操作')
  })

  it.each(AUDIT_SUBJECTS)('%s has a name, and shows no id', (subjectType) => {
    expect(subjectLabel(event({ subjectType }))).toMatch(SENTENCE)
  })

  it.each(AUDIT_DETAILS)('%s has a label; ids and codes without a name stay unseen', (key) => {
    expect(DETAILS[key].label).toMatch(/\p{Script=Han}/u)
    for (const value of [ID, 'SOME_CODE', 7, true, null, ['SOME_CODE'], { SOME_CODE: ID }])
      for (const { label, text } of detailLines(event({ details: { [key]: value } }), {})) {
        expect(label).toMatch(/\p{Script=Han}/u)
        if (typeof value !== 'string')
          expect(text, `${key} ${JSON.stringify(value)}`).not.toMatch(/undefined|object/)
        if (value === ID && !FREE.includes(key)) expect(text, key).not.toMatch(RAW)
      }
  })

  it('says how a document was compared, never that it agreed: of a wrong one it did not', () => {
    for (const identity of ['NONE', 'TAIL', 'WHOLE', 'PROOF']) {
      const text = said({ action: 'pickup.wrong-id', details: { identity, wrong: 5 } })
      expect(text).toMatch(/^核对方式：/)
      expect(text).not.toMatch(/相符|一致/)
    }
    expect(said({ action: 'pickup.wrong-id', details: { identity: 'TAIL' } })).toBe('核对方式：证件后几位')
    expect(
      said({ action: 'pickup.handOver', details: { collector: 'OWNER_STAFF', identity: 'PROOF' } }),
    ).toBe('领取人：机主单位的经办人；核对方式：登记了领取人的证件，没有与登记信息比对')
  })

  it('covers every action that the code writes', () => {
    const written = writtenActions()
    expect(written.length).toBeGreaterThan(70)
    expect(written.filter((action) => !AUDIT_ACTIONS.some((known) => known === action))).toEqual([])
  })
})

/** Texts that people or programs wrote: shown as they are. */
const FREE: readonly string[] = [
  'abandoned',
  'accepted',
  'accounts',
  'added',
  'address',
  'after',
  'before',
  'code',
  'conditions',
  'contact',
  'copyNumber',
  'count',
  'days',
  'disabled',
  'doubts',
  'enabled',
  'endedSessions',
  'evidenceReason',
  'expired',
  'failure',
  'failures',
  'fileName',
  'filings',
  'firstSerial',
  'found',
  'good',
  'hours',
  'known',
  'lapsed',
  'lastSerial',
  'lockSeconds',
  'machines',
  'madeIn',
  'maxKw',
  'messages',
  'minKw',
  'moved',
  'name',
  'notChecked',
  'notRotated',
  'noticeVersion',
  'officeName',
  'photos',
  'purposeText',
  'recordsStay',
  'onsiteOnly',
  'others',
  'personal',
  'phone',
  'pickupIds',
  'prefix',
  'read',
  'reason',
  'reassigned',
  'refused',
  'registrationNumber',
  'reminder',
  'removed',
  'renamed',
  'revision',
  'route',
  'rows',
  'secondFactor',
  'seconds',
  'texts',
  'unlinkedWechat',
  'unlisted',
  'unreadable',
  'username',
  'warnBelow',
  'withNote',
  'wrong',
]

describe('an event is told', () => {
  it('of a corrected stage: the stage and both numbers, no district', () => {
    // As PostgreSQL stores them.
    const details = { to: '2-A00001', from: '3-A00001', reason: '铭牌不符', emissionStage: '2' }
    expect(said({ action: 'machine.correct-stage', subjectType: 'machine', details })).toBe(
      '原登记号码：3-A00001；新登记号码：2-A00001；更正后的排放阶段：国二；原因：铭牌不符',
    )
  })

  it('of a return: the reasons by name, no id of the decision', () => {
    expect(
      said({ action: 'filing.return', details: { reasons: ['PHOTO'], decisionId: ID, revision: 2 } }),
    ).toBe('退回原因：照片不清；第几次提交：2')
  })

  it('of an edit: the fields by their labels', () => {
    expect(said({ details: { fields: ['engine.serial', 'photos.BODY_FRONT'] } })).toMatch(
      /^项目：发动机出厂编号、机身正面照片$/,
    )
  })

  it('of a transfer between owners: their names, masked by the server', () => {
    const details = { machineId: ID, from: ID, to: ID, lapsed: [ID, ID] }
    expect(
      said({ action: 'change.transfer', subjectType: 'change', details, names: { [ID]: '张*三' } }),
    ).toBe('原机主：张*三；新机主：张*三；机械：张*三；随之结束的申请：2')
  })

  it('of a rule: what changed in it', () => {
    const before = { days: 5, warnDays: 3, claimMinutes: 30 }
    const told = said({
      action: 'setting.set-rule',
      subjectType: 'setting',
      subjectId: 'review-deadline/110000',
      details: { before, after: { ...before, days: 7 } },
    })
    expect(told).toBe('规则：审核期限；审核期限（工作日）：由 5 改为 7')
  })

  it('of a calendar: the days that came and went', () => {
    const told = said({
      action: 'setting.set-rule',
      subjectType: 'setting',
      subjectId: 'calendar/000000',
      details: {
        before: { holidays: ['2026-10-01'], workdays: [] },
        after: { holidays: ['2026-10-02'], workdays: [] },
      },
    })
    expect(told).toBe('规则：工作日历；放假日：增加 2026-10-02，去掉 2026-10-01')
  })
})
