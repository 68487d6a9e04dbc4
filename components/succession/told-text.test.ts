import { expect, test } from 'vitest'
import { accountText, toldText } from './told-text'

const from = { type: 'PERSON', name: '张三', phoneMasked: '138****0000', lastUsedDay: null } as const
const told = { at: '2026-12-01T02:00:00Z', readAt: null, message: 'SENT', why: null } as const

test('says that nobody could be told', () => {
  const none = { ...told, at: null, message: 'NONE' } as const
  expect(toldText({ from: { ...from, account: 'NONE' }, told: none })).toBe('机主没有账号，无法通知')
  expect(toldText({ from: { ...from, account: 'CLOSED' }, told: none })).toBe('机主的账号已注销，无法通知')
  expect(accountText({ ...from, account: 'NONE' })).toBe('没有账号，无法通知')
})

test('never says that a message arrived', () => {
  const text = (change: object) =>
    toldText({ from: { ...from, account: 'OPEN' }, told: { ...told, ...change } })
  expect(text({})).toBe('2026-12-01 10:00 已发 App 内通知，还没有打开；短信已提交短信平台，是否送达不知道')
  expect(text({ message: 'UNKNOWN' })).toContain('是否发出不明')
  expect(text({ message: 'DROPPED', why: 'NO_TEMPLATE' })).toContain('短信没有发送：短信平台没有模板')
  expect(text({ readAt: '2026-12-01T03:00:00Z' })).toContain('机主账号于 2026-12-01 11:00 打开过')
})
