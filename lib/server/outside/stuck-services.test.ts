import { once } from 'node:events'
import { Readable } from 'node:stream'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { s3Sink } from '@/lib/server/audit/sinks/s3-sink'
import { syslogSink } from '@/lib/server/audit/sinks/syslog-sink'
import { patiently } from '@/lib/server/files/bucket'
import { openStorage } from '@/lib/server/files/storage'
import { metrics } from '@/lib/server/observe/metrics'
import { stubService } from '@/testing/stub-service'
import { type Stuck, stuckServer } from '@/testing/stuck-server'
import { IdentityService } from './identity-service'
import { NationalCatalogue } from './national-catalogue'
import { closeCircuits, type ServiceName } from './services'
import { aliyunDriver } from './sms/aliyun-driver'
import { scanFile } from './virus-scanner'
import { callWechat } from './wechat/call'
import { wechatOpenid } from './wechat/openid'

vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1/none')
vi.stubEnv('SECRET_KEY', 'x'.repeat(32))
vi.stubEnv('LOG_LEVEL', 'silent')

beforeEach(closeCircuits)

/** What each call may take here. */
const PATIENCE = 200
const head = [{ seq: 1n, line: '{"seq":"1"}' }]
const message = {
  to: '13800001234',
  purpose: 'SIGN_IN',
  code: '1',
  template: 'CODE',
  variables: {},
  text: '',
} as const
const app = (port: number) => ({
  appId: `app-${port}`,
  appSecret: 's',
  apiUrl: `http://127.0.0.1:${port}`,
  timeoutMs: PATIENCE,
})
const storageAt = (port: number) =>
  openStorage(
    {
      STORAGE_DRIVER: 's3',
      DATA_DIR: '/nonexistent',
      S3_BUCKET: 'photos',
      S3_REGION: 'cn-north-1',
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'secret',
    },
    PATIENCE,
  )
const sms = (port: number) =>
  aliyunDriver(
    {
      accessKeyId: 'id',
      accessKeySecret: 'secret',
      signName: '登记',
      templates: { CODE: 'SMS_1' },
      endpoint: `127.0.0.1:${port}`,
      protocol: 'http',
    },
    PATIENCE,
  )
const bucketOfHeads = {
  AUDIT_S3_REGION: 'cn-north-1',
  AUDIT_S3_ACCESS_KEY_ID: 'id',
  AUDIT_S3_SECRET_ACCESS_KEY: 'secret',
  AUDIT_S3_RETAIN_DAYS: 1,
}

/** Every call that leaves this program. What never throws says that it got no answer. */
const CALLS: [string, ServiceName, (port: number) => Promise<unknown>][] = [
  [
    'a photo stored',
    'storage',
    async (port) => (await storageAt(port)).put('a.jpg', Buffer.alloc(10), 'image/jpeg'),
  ],
  ['a photo read', 'storage', async (port) => (await storageAt(port)).get('a.jpg')],
  ['a photo removed', 'storage', async (port) => (await storageAt(port)).remove('a.jpg')],
  ['a text message', 'sms', (port) => sms(port).send(message)],
  ['a sign-in by WeChat', 'wechat', (port) => wechatOpenid('code', app(port))],
  [
    'a call of WeChat',
    'wechat',
    (port) => callWechat(app(port), { path: '/x', answer: z.object({ ok: z.boolean() }) }),
  ],
  [
    'a model looked up',
    'catalogue',
    async (port) => {
      const url = `http://127.0.0.1:${port}/models`
      const settings = {
        NATIONAL_CATALOGUE_URL: url,
        NATIONAL_CATALOGUE_KEY: 'k',
        NATIONAL_CATALOGUE_TIMEOUT_MS: PATIENCE,
      }
      const found = await new NationalCatalogue(settings).find({ group: 1, codes: {} }, z.unknown())
      if (found === null) throw new Error('no answer')
    },
  ],
  [
    'an identity checked',
    'identity',
    async (port) => {
      const settings = {
        IDENTITY_URL: `http://127.0.0.1:${port}/`,
        IDENTITY_KEY: 'k',
        IDENTITY_TIMEOUT_MS: PATIENCE,
      }
      const question = {
        type: 'PERSON',
        name: '李',
        documentKind: 'ID',
        documentNumber: '1',
        phone: '1',
      } as const
      const answer = await new IdentityService(settings).ask(question)
      if (answer === 'NOT_CHECKED') throw new Error('no answer')
    },
  ],
  [
    'a file scanned',
    'clamd',
    (port) => scanFile(Buffer.alloc(10), { CLAMD_ADDRESS: `127.0.0.1:${port}`, CLAMD_TIMEOUT_MS: PATIENCE }),
  ],
  [
    'a head in a bucket',
    'audit-s3',
    (port) =>
      s3Sink('heads', { ...bucketOfHeads, AUDIT_S3_ENDPOINT: `http://127.0.0.1:${port}` }, PATIENCE).send(
        head,
      ),
  ],
  [
    'a head by syslog',
    'audit-syslog',
    (port) => syslogSink(`127.0.0.1:${port}`, undefined, PATIENCE).send(head),
  ],
]

const down = async (service: ServiceName): Promise<number | undefined> => {
  const figures = await metrics().registry.getSingleMetric('outside_service_down')?.get()
  return figures?.values.find(({ labels }) => labels.service === service)?.value
}

describe.each<Stuck>(['silent', 'dripping'])('a %s service', (how) => {
  it.each(CALLS)('ends %s in time, and is not asked again after three times', async (_, service, call) => {
    const { port, taken } = await stuckServer(how)
    for (let time = 1; time <= 3; time += 1) {
      expect(await down(service)).toBe(0)
      await expect(call(port)).rejects.toThrow()
    }
    expect(await down(service)).toBe(1)
    const before = taken()
    expect(before).toBeGreaterThan(0)
    await expect(call(port)).rejects.toThrow()
    // Whoever sends heads makes pauses of its own, which double.
    expect(taken() - before).toBe(service.startsWith('audit') ? 1 : 0)
  })
})

it('a stream that drips breaks off', async () => {
  const { port } = await stuckServer('dripping')
  const dripping = await (await storageAt(port)).stream('a.csv')
  await expect(once(dripping.resume(), 'end')).rejects.toThrow()
})

it('a stream does not break off because its reader is slow', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
  const pieces = patiently(Readable.from([Buffer.from('a'), Buffer.from('b')]), PATIENCE)
  expect((await pieces.next()).value).toEqual(Buffer.from('a'))
  vi.advanceTimersByTime(60_000)
  expect((await pieces.next()).value).toEqual(Buffer.from('b'))
  expect((await pieces.next()).done).toBe(true)
  vi.useRealTimers()
})

it('a refusal is an answer: whoever refuses is asked again, and a missing photo is no outage', async () => {
  const asked: string[] = []
  const url = await stubService('', (request, response) => {
    asked.push(`${request.method}`)
    response
      .writeHead(404, { 'content-type': 'application/xml' })
      .end('<Error><Code>NoSuchKey</Code></Error>')
  })
  const files = await storageAt(Number(new URL(url).port))
  for (let time = 1; time <= 5; time += 1)
    await expect(files.get('a.jpg')).rejects.not.toMatchObject({ code: 'UNAVAILABLE' })
  expect(asked).toHaveLength(5)
  expect(await down('storage')).toBe(0)
})
