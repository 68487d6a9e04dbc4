import { expect, test } from 'vitest'
import { readLookup } from './read-lookup'

test.each([
  ['964069', { code: '964069' }],
  [' ９６４ ０６９ ', { code: '964069' }],
  ['3-30468844', { registrationNumber: '3-30468844' }],
  ['d－ee000001', { registrationNumber: 'D-EE000001' }],
  ['330468844', { registrationNumber: '3-30468844' }],
  ['138 0013 8000', { phone: '13800138000' }],
  ['+86 138-0013-8000', { phone: '13800138000' }],
  ['手机号：０１３８００１３８０００', { phone: '13800138000' }],
  ['环保登记号码：3–3046 8844', { registrationNumber: '3-30468844' }],
  ['*3‑30468844*', { registrationNumber: '3-30468844' }],
  ['领取码：964069', { code: '964069' }],
  ['00\u00ad2X\u00a0张三', { idTail: '002X', name: '张三' }],
  ['002X 张三', { idTail: '002X', name: '张三' }],
  ['002x　张三', { idTail: '002X', name: '张三' }],
  ['张三，002X', { idTail: '002X', name: '张三' }],
  ['https://nrmm.example.cn/check/Ab3-_c45678901234567890', { checkToken: 'Ab3-_c45678901234567890' }],
  ['HTTP：／／localhost:3000/check/Ab3-_c45678901234567890/ ', { checkToken: 'Ab3-_c45678901234567890' }],
  ['341L 北京某某 有限公司', { idTail: '341L', name: '北京某某 有限公司' }],
])('%j is parsed', (line, input) => {
  expect(readLookup(line)).toMatchObject({ kind: 'READY', input })
})

test.each(['', '  ', '96406', '9640690', '张三', '3-3046884', '1380013800', '2380013800011', 'I-30468844'])(
  '%j is incomplete, and a hint says what is missing',
  (line) => {
    const read = readLookup(line)
    expect(read.kind).toBe('UNCLEAR')
    expect(read.kind === 'UNCLEAR' && read.hint.length).toBeGreaterThan(5)
  },
)

test.each(['782716393', '782 716 393'])('%j is a number to quote, which finds nothing here', (line) => {
  expect(readLookup(line)).toMatchObject({ kind: 'UNCLEAR', hint: expect.stringMatching(/^这是查询号/) })
})
