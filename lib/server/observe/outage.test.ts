import { DatabaseError } from 'pg'
import { expect, it } from 'vitest'
import { outageOf } from './outage'

const withCode = (code: string) => Object.assign(new Error('a failure'), { code })

it.each(['ENOSPC', 'EDQUOT', '53100'])('%s is a full disk', (code) =>
  expect(outageOf(withCode(code))).toEqual({ code: 'STORAGE_FULL' }),
)

it.each([
  ['EROFS', '不能写入文件'],
  ['25006', '只能查询'],
  ['P2028', '系统繁忙'],
  ['53300', '系统繁忙'],
  ['57014', '系统繁忙'],
])('%s is told as what it is', (code, words) => {
  expect(outageOf(withCode(code))).toMatchObject({
    code: 'UNAVAILABLE',
    detail: expect.stringContaining(words),
  })
})

it.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '57P01', '08006', 'P1017'])(
  '%s is no connection',
  (code) => expect(outageOf(withCode(code))).toEqual({ code: 'UNAVAILABLE' }),
)

it('is found where Prisma and others wrap it', () => {
  const known = Object.assign(new Error('raw query failed'), { code: 'P2010', meta: { code: '53300' } })
  expect(outageOf(known)).toMatchObject({ code: 'UNAVAILABLE' })
  expect(outageOf(new Error('upload', { cause: withCode('ENOSPC') }))).toEqual({ code: 'STORAGE_FULL' })
  expect(outageOf(new Error('Query read timeout'))).toEqual({ code: 'UNAVAILABLE' })
})

it('is not what a statement or a program did wrong', () => {
  const wrong = new DatabaseError('column does not exist', 1, 'error')
  wrong.code = '42703'
  for (const error of [
    wrong,
    withCode('P2002'),
    withCode('ENOENT'),
    new TypeError('x is null'),
    'text',
    null,
  ])
    expect(outageOf(error)).toBeNull()
})
