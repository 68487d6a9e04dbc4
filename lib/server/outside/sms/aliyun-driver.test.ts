import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { closeCircuits } from '@/lib/server/outside/services'
import { aliyunDriver } from './aliyun-driver'
import { NoSmsAnswer } from './message'

beforeEach(closeCircuits)

type Seen = { url: URL; headers: Record<string, string | string[] | undefined>; body: string }

let server: Server
let seen: Seen[]
let answer: { status: number; body: object }

async function record(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ''
  for await (const chunk of request) body += chunk
  seen.push({ url: new URL(request.url ?? '', 'http://stub'), headers: request.headers, body })
  response.writeHead(answer.status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answer.body))
}

beforeEach(async () => {
  seen = []
  answer = { status: 200, body: { Code: 'OK', Message: 'OK', BizId: '900619746936498440^0', RequestId: 'r' } }
  server = createServer((request, response) => void record(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(() => new Promise<unknown>((resolve) => server.close(resolve)))

function driver() {
  return aliyunDriver({
    accessKeyId: 'test-key',
    accessKeySecret: 'test-secret',
    signName: '非道路移动机械登记',
    templates: { CODE: 'SMS_15305****', TRANSFER_OUT: 'SMS_2****' },
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    protocol: 'http',
  })
}

const message = {
  to: '13800001234',
  purpose: 'LOGIN',
  code: '012345',
  text: '验证码 012345',
  template: 'CODE' as const,
  variables: { code: '012345' },
}

it('asks for SendSms, signed, with the code as the template variable', async () => {
  await driver().send(message)
  expect(seen).toHaveLength(1)
  const [{ url, headers, body }] = seen as [Seen]
  const given = new URLSearchParams(`${url.search.slice(1)}&${body}`)
  expect(headers['x-acs-action'] ?? given.get('Action')).toBe('SendSms')
  expect(headers['x-acs-version'] ?? given.get('Version')).toBe('2017-05-25')
  expect(headers.authorization ?? given.get('Signature')).toBeTruthy()
  expect(given.get('PhoneNumbers')).toBe('13800001234')
  expect(given.get('SignName')).toBe('非道路移动机械登记')
  expect(given.get('TemplateCode')).toBe('SMS_15305****')
  expect(JSON.parse(given.get('TemplateParam') ?? '')).toEqual({ code: '012345' })
})

it('uses the template of the message, with machine and party as its variables', async () => {
  expect(['CODE', 'TRANSFER_OUT', 'TAKEN'].map((form) => driver().sends(form as 'CODE'))).toEqual([
    true,
    true,
    false,
  ])
  const variables = { code: '012345', machine: '3-30468844', party: '李*（138****5678）' }
  await driver().send({ ...message, template: 'TRANSFER_OUT', variables })
  const [{ url, body }] = seen as [Seen]
  const given = new URLSearchParams(`${url.search.slice(1)}&${body}`)
  expect(given.get('TemplateCode')).toBe('SMS_2****')
  expect(JSON.parse(given.get('TemplateParam') ?? '')).toEqual(variables)
})

it.each([
  [200, { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '13800001234 触发分钟级流控', RequestId: 'r' }],
  [403, { Code: 'InvalidAccessKeyId.NotFound', Message: '13800001234', RequestId: 'r' }],
])('fails with the code of a refusal (%i) and without the number', async (status, body) => {
  answer = { status, body }
  const failure = await driver()
    .send(message)
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Error)
  expect(String(failure)).toContain(body.Code)
  expect(String(failure)).not.toContain('13800001234')
  expect(String(failure)).not.toContain('012345')
})

it('fails when nobody answers, so that the job tries again', async () => {
  const unreachable = driver()
  await new Promise<unknown>((resolve) => server.close(resolve))
  await expect(unreachable.send(message)).rejects.toThrow('aliyun refused the message')
})

const failureOf = (sender: ReturnType<typeof driver>) => sender.send(message).catch((error: unknown) => error)

it('knows a refusal from no answer: what broke off may have been sent, what was never connected was not', async () => {
  answer = { status: 400, body: { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: 'no', RequestId: 'r' } }
  expect(await failureOf(driver())).not.toBeInstanceOf(NoSmsAnswer)
  server.removeAllListeners('request')
  server.on('request', (request) => request.socket.destroy())
  expect(await failureOf(driver())).toBeInstanceOf(NoSmsAnswer)
  const away = driver()
  await new Promise((resolve) => server.close(resolve))
  const refused = await failureOf(away)
  expect(refused).toBeInstanceOf(Error)
  expect(refused).not.toBeInstanceOf(NoSmsAnswer)
})
