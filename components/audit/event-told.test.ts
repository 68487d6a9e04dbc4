import { describe, expect, it } from 'vitest'
import type { AuditEventView } from '@/lib/features/audit/schema'
import { detailLines } from './event-words'

const ID = '0199d1c8-7d5e-7000-8000-000000000001'

const PLAIN: AuditEventView = {
  id: '1',
  at: '',
  actor: { kind: 'SYSTEM', id: null, name: null },
  action: 'filing.edit',
  subjectType: 'filing',
  subjectId: ID,
  details: {},
  districtCode: null,
  requestId: null,
  address: null,
  sealed: true,
  names: {},
}
const said = (more: Partial<AuditEventView>) =>
  detailLines(
    { ...PLAIN, ...more },
    {
      FUEL: { DIESEL: '柴油' },
      STAGE: { '2': '国二' },
      RETURN_REASON: { PHOTO: '照片不清' },
    },
  )
    .map(({ label, text }) => `${label}：${text}`)
    .join('；')

describe('an event is told', () => {
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

  it('of a table of stage dates: which rows came and went, in words', () => {
    const row = {
      fuel: 'DIESEL',
      powerFromKw: null,
      powerToKw: 560,
      farmMachineFrom: null,
      basis: 'GB 20891',
    }
    const third = { ...row, stage: '3', engineFrom: '2015-10-01', machineFrom: '2016-04-01' }
    const fourth = { ...row, stage: '4', engineFrom: '2022-12-01', machineFrom: '2022-12-01' }
    const rule = (before: object[], after: object[]) =>
      said({
        action: 'setting.set-rule',
        subjectType: 'setting',
        subjectId: 'stage-dates/000000',
        details: { before: { rows: before }, after: { rows: after } },
      })
    const words = (text: string) => `规则：排放阶段实施日期；各行：${text}`
    const told = '“国三，柴油，不大于 560 kW，发动机 2015-10-01，机械 2016-04-01，GB 20891”'
    expect(rule([third, fourth], [fourth])).toBe(words(`去掉 ${told}`))
    expect(rule([third], [])).toBe(words(`去掉 ${told}`))
    expect(rule([fourth], [third, fourth])).toBe(words(`增加 ${told}`))
  })

  it('of a save that changed nothing: that nothing changed', () => {
    const rule = { days: 5, warnDays: 3, claimMinutes: 30 }
    const subject = { subjectType: 'setting', subjectId: 'review-deadline/110000' }
    const details = { before: rule, after: rule }
    expect(said({ action: 'setting.set-rule', ...subject, details })).toBe('规则：审核期限；内容：没有改动')
    const same = { before: { role: 'REVIEWER', bureauId: ID }, after: { role: 'REVIEWER' } }
    expect(said({ action: 'staff.update', subjectType: 'staff', details: same })).toBe('内容：没有改动')
  })

  it('of a change of staff: only what changed, the bureau not as if it were taken away', () => {
    const details = { before: { role: 'REVIEWER', bureauId: ID }, after: { role: 'SUPERVISOR' } }
    expect(said({ action: 'staff.update', subjectType: 'staff', details })).toBe(
      '修改前：角色 审核；修改后：角色 主管',
    )
  })

  it('of an anchor written anew: what there was before, and why, each once', () => {
    const details = { failure: '库外留存的链头属于另一个数据库', reason: '更换了服务器' }
    expect(said({ action: 'audit.anchor', subjectType: 'audit', details })).toBe(
      '此前：库外留存的链头属于另一个数据库；理由：更换了服务器',
    )
  })

  it('of what is refused: no word that contradicts another', () => {
    const details = { refusal: 'NOT_FOUND', route: 'GET /api/x', kind: 'photo', row: ID }
    const told = { action: 'access.refuse', subjectType: 'access', details }
    expect(said(told)).toBe('要看的是：照片；答复：没有找到（实有，不属于查询者）；接口：GET /api/x')
    expect(said({ ...told, names: { [ID]: '照*' } })).toContain('哪一个：照*')
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
