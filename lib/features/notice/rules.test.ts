import { describe, expect, it } from 'vitest'
import { NOTICE_TITLES, type NoticeFacts, noticeText } from './rules'
import { NOTICE_KINDS } from './schema'

const facts: NoticeFacts = {
  pickupCode: '964069',
  office: null,
  registrationNumber: '3-30468844',
  districtName: '北京市 东城区',
  reasons: [{ text: '图片不清晰' }, { text: '机械类别错误' }],
  declineReason: '不属于登记范围',
  change: null,
  reason: null,
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

  it('contains no code once the number is collected', () => {
    expect(noticeText('APPROVED', { ...facts, pickupCode: null })).not.toMatch(/领取码|\d{6}/)
  })

  it.each(NOTICE_KINDS)('has a text for %s even without any data', (kind) => {
    const unknown: NoticeFacts = {
      pickupCode: null,
      office: null,
      registrationNumber: null,
      districtName: null,
      reasons: [],
      declineReason: null,
      change: null,
      reason: null,
    }
    expect(noticeText(kind, unknown)).toMatch(/^[^ ]+。$/)
    expect(NOTICE_TITLES[kind]).not.toBe('')
  })
})
