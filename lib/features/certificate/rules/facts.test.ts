import { expect, test } from 'vitest'
import type { CertifiedFacts } from '../schema'
import { certificateStatusAt, changesSince, stageWords } from './facts'
import { certificatePapers } from './paper'

const then: CertifiedFacts = {
  registrationNumber: '3-30468819',
  categoryCode: 'BULLDOZER',
  category: '推土机',
  brand: '山推',
  model: 'SD22',
  serial: 'S1',
  stageCode: '3',
  stage: '国三',
  fromOlderRegister: false,
  registeredOn: '2020-05',
  state: 'ACTIVE',
}

test('what is as it was is no change, also when a list names it otherwise', () => {
  expect(changesSince(then, { ...then, category: '推土机（履带式）', stage: '第三阶段' }, true)).toEqual([])
})

test('another owner, status, stage or serial is told, each with both values', () => {
  const now: CertifiedFacts = {
    ...then,
    state: 'CANCELLED',
    registrationNumber: '2-30468819',
    stageCode: '2',
    stage: '国二',
    serial: null,
  }
  expect(changesSince(then, now, false)).toEqual([
    '机主已变更，不再是证明上的所有者',
    '登记状态：由“登记有效”变为“登记已注销”',
    '环保登记号码：由“3-30468819”变为“2-30468819”',
    '排放阶段：由“国三”变为“国二”',
    '机械出厂编号：由“S1”变为“无”',
  ])
})

test('a stage of an older register is not given out as looked at', () => {
  expect(stageWords({ stage: '国三', fromOlderRegister: true })).toBe('国三（旧系统记录）')
})

test('a certificate ends with its last day; a withdrawn one stays withdrawn', () => {
  const validUntil = new Date('2026-12-30T16:00:00Z')
  const at = (now: string, withdrawnAt: Date | null = null) =>
    certificateStatusAt({ validUntil, withdrawnAt }, new Date(now))
  expect(at('2026-12-30T15:59:59Z')).toBe('VALID')
  expect(at('2026-12-30T16:00:00Z')).toBe('EXPIRED')
  expect(at('2027-12-30T16:00:00Z', validUntil)).toBe('WITHDRAWN')
})

test('the paper says what it does not prove, and of an unknown stage that it is none', () => {
  const paper = certificatePapers({
    number: 'ZM20261130-7K3F9Q2M',
    ownerName: '张三丰',
    ownerProved: false,
    purpose: null,
    issuedAt: new Date('2026-11-30T08:00:00Z'),
    validUntil: new Date('2026-12-30T16:00:00Z'),
    machines: [{ ...then, stageCode: 'X', stage: '无排放阶段（或无法确定）', state: 'NOT_COLLECTED' }],
    check: { url: 'http://localhost/check/certificate/x', modules: 1, path: 'M0 0h1v1h-1z' },
  })
  const words = JSON.stringify(paper)
  for (const part of ['不是排放检测报告', '不能视为符合任何一个阶段', '还没有到登记单位领取', '身份未核验'])
    expect(words).toContain(part)
  expect(words).toContain('2026-12-30（含当日）')
  expect(words).not.toContain('用途')
})
