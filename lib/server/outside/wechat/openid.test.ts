import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '@/lib/core/app-error'
import { closeCircuits } from '@/lib/server/outside/services'
import { wechatOpenid } from './openid'

beforeEach(closeCircuits)

/** A stub of WeChat on a real socket. */
let server: Server
let requests: URL[]
let answer: (response: ServerResponse) => void

beforeEach(async () => {
  requests = []
  server = createServer((request, response) => {
    requests.push(new URL(request.url ?? '', 'http://stub'))
    answer(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.closeAllConnections()
  return new Promise<unknown>((resolve) => server.close(resolve))
})

const settings = () => ({
  appId: 'wx0000000000000000',
  appSecret: 'the secret of the app',
  apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  // Long enough for every stub response on a busy machine.
  timeoutMs: 60_000,
})
/** WeChat sends JSON as text/plain. */
const says = (body: unknown) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/plain' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
const failure = async (given = settings()) => {
  const error = await wechatOpenid('a code', given).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw new Error('no refusal')
  return error
}

it('gives the openid, asked for as WeChat wants it', async () => {
  answer = says({ session_key: 'tiihtNczf5v6AKRyjwEUhQ==', openid: 'oRhHa1XxnSTM2w3ybVq7VL6Hb' })
  expect(await wechatOpenid('081xyz&=#', settings())).toBe('oRhHa1XxnSTM2w3ybVq7VL6Hb')
  const [url] = requests
  expect(url?.pathname).toBe('/sns/jscode2session')
  expect(Object.fromEntries(url?.searchParams ?? [])).toEqual({
    appid: 'wx0000000000000000',
    secret: 'the secret of the app',
    js_code: '081xyz&=#',
    grant_type: 'authorization_code',
  })
})

it.each([
  [40029, 'INVALID_CREDENTIALS', 'WECHAT_CODE_INVALID'],
  [40163, 'INVALID_CREDENTIALS', 'WECHAT_CODE_INVALID'],
  [40226, 'INVALID_CREDENTIALS', 'WECHAT_USER_BLOCKED'],
  [45011, 'RATE_LIMITED', undefined],
  [-1, 'UNAVAILABLE', undefined],
  [40125, 'UNAVAILABLE', undefined],
])('errcode %i is %s', async (errcode, code, field) => {
  answer = says({ errcode, errmsg: 'invalid code, rid: 668f2aa4' })
  const error = await failure()
  expect([error.code, error.errors?.[0]?.code]).toEqual([code, field])
  expect(String(error.cause)).not.toContain('secret')
})

it.each([
  ['garbage', '<html>502</html>'],
  ['an empty answer', ''],
  ['no openid', {}],
  ['another shape', { openid: 7 }],
  ['a list', []],
])('%s is no answer', async (_, body) => {
  answer = says(body)
  expect((await failure()).code).toBe('UNAVAILABLE')
})

it('waits no longer than it may, for the answer and for its end', async () => {
  // Neither ever responds: without a time-out this would wait forever.
  const hasty = { ...settings(), timeoutMs: 200 }
  answer = () => undefined
  expect((await failure(hasty)).code).toBe('UNAVAILABLE')
  answer = (response) => {
    response.writeHead(200)
    response.write('{"openid":')
  }
  expect((await failure(hasty)).code).toBe('UNAVAILABLE')
})

it('follows no redirect with the secret, and says nothing of the address when nobody listens', async () => {
  answer = (response) => {
    response.writeHead(302, { location: `${settings().apiUrl}/elsewhere` })
    response.end()
  }
  expect((await failure()).code).toBe('UNAVAILABLE')
  expect(requests).toHaveLength(1)
  const nobody = { ...settings(), apiUrl: 'http://127.0.0.1:1' }
  const error = await wechatOpenid('a code', nobody).catch((thrown: unknown) => thrown)
  expect(JSON.stringify(error)).not.toContain('secret')
  expect(error).toMatchObject({ code: 'UNAVAILABLE', retryAfterSeconds: 5 })
})

it('is not offered without a mini program', async () => {
  await expect(wechatOpenid('a code', null)).rejects.toMatchObject({ status: 422 })
})
