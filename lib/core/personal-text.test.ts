import { expect, it } from 'vitest'
import { isPersonNumber, mayBePersonal } from './personal-text'

it.each([
  '13812345678',
  '138 1234 5678',
  '（+86）138-1234-5678',
  '１３８１２３４５６７８',
  '1381234',
  '11010519491231002X',
  '110105194912310',
  '964069',
  '002X 张三',
  '张三 1234',
  '小松 13812345678',
  '手机13812345678',
])('%s may name a person', (text) => expect(mayBePersonal(text)).toBe(true))

it.each(['3-30468844', 'D－30468844', '张三', 'PC200-8', 'KM2030', '小松 PC200', '1234', '京A12345', ''])(
  '%s does not',
  (text) => expect(mayBePersonal(text)).toBe(false),
)

it.each(['13812345678', '手机 138-1234-5678', '11010519491231002X'])('%s is a person’s number', (text) =>
  expect(isPersonNumber(text)).toBe(true),
)

it.each(['1381234567', '110105194912310021', '91110105MA01B2C3XY', '3-30468844', '张三', 'PC200-8'])(
  '%s is none',
  (text) => expect(isPersonNumber(text)).toBe(false),
)
