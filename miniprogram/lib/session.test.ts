import { createHash } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import { enterByPhone, sendCode } from './session'

type Request = { url: string; data: Record<string, string>; success: (answer: object) => void }

/** A registry that knows its answers by the end of the path, and what it was asked. */
function registry(answer: (path: string, data: Record<string, string>) => [number, object]) {
  const asked: [string, Record<string, string>][] = []
  const request = ({ url, data, success }: Request) => {
    const path = url.slice(url.lastIndexOf('/'))
    asked.push([path, data])
    const [statusCode, body] = answer(path, data)
    success({ statusCode, data: body })
  }
  const login = ({ success }: { success: (answer: object) => void }) => success({ code: 'wx-code' })
  vi.stubGlobal('wx', { request, login })
  return asked
}
afterEach(() => vi.unstubAllGlobals())

const PHONE = '13800000000'
const challenge = createHash('sha256').update('salt.777').digest('hex')
const check = { salt: 'salt.', challenge, numbers: 1_000, signature: 'signed' }
const refusal = { code: 'HUMAN_CHECK_REQUIRED', detail: '请先完成自动验证' }

it('does the sum where the registry asks for it, and says so', async () => {
  const asked = registry((path, { humanCheck }) => {
    if (path === '/human-checks') return [201, check]
    return humanCheck === 'salt.777:signed' ? [202, { resendAfterSeconds: 60 }] : [428, refusal]
  })
  const said: string[] = []
  expect(await sendCode(PHONE, (sentence) => said.push(sentence))).toMatchObject({ wait: 60 })
  expect(said).toEqual([expect.stringContaining('自动验证')])
  const body = { phone: PHONE, purpose: 'LOGIN' }
  expect(asked).toEqual([
    ['/verification-codes', body],
    ['/human-checks', body],
    ['/verification-codes', { ...body, humanCheck: 'salt.777:signed' }],
  ])
})

it('asks once where nothing is suspicious, and hands on what a refusal says', async () => {
  const asked = registry(() => [202, { resendAfterSeconds: 60 }])
  await sendCode(PHONE, () => undefined)
  expect(asked).toHaveLength(1)
  registry((path) => (path === '/human-checks' ? [201, check] : [428, refusal]))
  const refused = await sendCode(PHONE, () => undefined)
  expect(refused).toEqual({ wait: 0, sentence: '请先完成自动验证' })
})

it('asks for the document where the registry does, and sends it with the same code', async () => {
  const asked = registry((path, data) => {
    if (path === '/tickets') return [201, { ticket: 't' }]
    return 'idTail' in (data ?? {})
      ? [201, { accessToken: 'a' }]
      : [403, { code: 'DOCUMENT_REQUIRED', detail: '请填写后四位' }]
  })
  const typed = { phone: PHONE, code: '123456' }
  expect(await enterByPhone({ ...typed, idTail: '' }, '/m')).toEqual({
    kind: 'document',
    sentence: '请填写后四位',
  })
  expect(await enterByPhone({ ...typed, idTail: '002X' }, '/m')).toMatchObject({ kind: 'open' })
  const wechatCode = 'wx-code'
  expect(asked.slice(0, 2)).toEqual([
    ['/sessions', { ...typed, wechatCode }],
    ['/sessions', { ...typed, wechatCode, idTail: '002X' }],
  ])
})
