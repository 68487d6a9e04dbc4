import { describe, expect, it } from 'vitest'
import { NOTICE_TITLES, type NoticeFacts, noticeText } from './rules'
import { NOTICE_KINDS } from './schema'

const facts: NoticeFacts = {
  pickupCode: '964069',
  ended: null,
  office: null,
  registrationNumber: '3-30468844',
  districtName: '北京市 东城区',
  assisted: { bureauName: '东城区生态环境局', phone: '010-65250000', number: '782716393' },
  agent: { name: '张*三', machine: '装载机（出厂编号 ZY-0001）' },
  returned: false,
  left: false,
  reasons: [{ text: '图片不清晰' }, { text: '机械类别错误' }],
  declineReason: '不属于登记范围',
  change: null,
  reason: null,
  dispute: null,
  succession: null,
  basis: null,
  remedies: null,
}

describe('noticeText', () => {
  it('uses the wording of the manual', () => {
    expect(noticeText('APPROVED', facts)).toBe(
      '您委托登记的机械信息通过审核，请凭领取码964069，您或被委托人至生态环境部门领取机械环保登记号码。',
    )
    expect(noticeText('RETURNED', { ...facts, reasons: [] })).toBe('您提交的机械信息有误，请尽快修改并提交。')
  })

  it('adds the office and the reasons', () => {
    const office = {
      name: '东城区政务大厅',
      address: '某街 1 号',
      phone: '010-12345678',
      hours: '9:00–17:00',
    }
    expect(noticeText('APPROVED', { ...facts, office })).toContain('领取地点：东城区政务大厅（某街 1 号')
    expect(noticeText('RETURNED', facts)).toContain('图片不清晰；机械类别错误')
    expect(noticeText('DECLINED', facts)).toContain('不属于登记范围')
  })

  it('says the legal basis and remedies that were stated, each as one sentence, and nothing where there are none', () => {
    const stated = { ...facts, basis: '《某条例》第十条', remedies: '可在 60 日内申请行政复议。' }
    for (const kind of ['RETURNED', 'DECLINED', 'MACHINE_REVOKED', 'STAGE_CORRECTED'] as const) {
      expect(noticeText(kind, stated)).toContain(
        '法律依据：《某条例》第十条。救济途径：可在 60 日内申请行政复议。',
      )
      expect(noticeText(kind, stated)).not.toContain('。。')
      expect(noticeText(kind, facts)).not.toMatch(/法律依据|救济途径/)
    }
    expect(noticeText('MACHINE_REVOKED', facts)).toContain('如有异议，请联系登记单位。')
    expect(noticeText('MACHINE_REVOKED', stated)).not.toContain('请联系登记单位')
  })

  it('of a filing that is another account’s by now sends nobody to an office, and says so', () => {
    const left = { ...facts, left: true, pickupCode: null, registrationNumber: null }
    for (const kind of ['APPROVED', 'REMINDER', 'RETURNED', 'COLLECTED'] as const)
      expect(noticeText(kind, left)).toContain('该登记现已不在本账号名下')
    expect(noticeText('APPROVED', left)).not.toMatch(/领取/)
    expect(noticeText('REMINDER', left)).not.toMatch(/领取/)
  })

  it('says which counter has filed, under which number, and whom to call', () => {
    expect(noticeText('ASSISTED', facts)).toBe(
      '东城区生态环境局窗口按您签字的确认书，为您提交了机械登记，查询号 782 716 393。如果不是您本人办理，请致电 010-65250000。',
    )
  })

  it('sends nobody to collect the number of a registration that has ended', () => {
    for (const kind of ['APPROVED', 'REMINDER'] as const) {
      const text = noticeText(kind, { ...facts, pickupCode: null, ended: 'REVOKED' })
      expect(text).toMatch(/该登记现已撤销，号码不再有效，不能领取。$/)
      expect(text).not.toMatch(/请凭|领取码/)
    }
  })

  it('contains no code once the number is collected', () => {
    expect(noticeText('APPROVED', { ...facts, pickupCode: null })).not.toMatch(/领取码|\d{6}/)
  })

  it.each(NOTICE_KINDS)('has a text for %s even without any data', (kind) => {
    const unknown: NoticeFacts = {
      pickupCode: null,
      ended: null,
      office: null,
      registrationNumber: null,
      districtName: null,
      assisted: null,
      agent: null,
      returned: false,
      left: false,
      reasons: [],
      declineReason: null,
      change: null,
      reason: null,
      dispute: null,
      succession: null,
      basis: null,
      remedies: null,
    }
    expect(noticeText(kind, unknown)).toMatch(/^[^ ]+。$/)
    expect(NOTICE_TITLES[kind]).not.toBe('')
  })
})
