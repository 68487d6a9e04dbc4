import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { auditWords, holdsPersonalNumber } from './audit-words'

describe('a personal number in words for the audit trail', () => {
  it.each([
    '查13800001102',
    '来电 138 0000 1102 投诉',
    '138-0000-1102',
    '１３８００００１１０２',
    '+86 138-0000-1102',
    '8613800001102',
    '身份证110101199003078515',
    '110101 1990-03-07 851X',
    '110101.19900307.851x',
    '110101900307851',
    '登记 4-30468819，电话13800001102',
    '2026-11-30 13800001102',
  ])('is found: %s', (text) => expect(holdsPersonalNumber(text)).toBe(true))

  it.each([
    '4-30468819 登记有误',
    '2026-12-15 4-30468819',
    '2026年12月15日 4-30468819、4-30468820',
    '查询号 2026 1130 0000 17',
    '二〇二六年十一月三十日',
    '20261130',
    '电话 010-67650000',
    '12369 投诉第 202611300017 号',
    '京环发〔2019〕26号',
    '整备质量 13800 千克，功率 110 千瓦',
    '18 位的统一社会信用代码 91110101MA01ABCD2X',
  ])('is not: %s', (text) => expect(holdsPersonalNumber(text)).toBe(false))

  it('is refused with words that say why and how to mend it', () => {
    const { error } = auditWords(z.string().trim().min(2)).safeParse('查13800001102')
    expect(error?.issues[0]?.message).toContain('请删去号码')
  })
})
