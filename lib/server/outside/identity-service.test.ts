import type { RequestListener } from 'node:http'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { metrics } from '@/lib/server/observe/metrics'
import { stubService } from '@/testing/stub-service'
import { IdentityService } from './identity-service'
import { closeCircuits } from './services'

beforeEach(closeCircuits)

const serviceOf = (listener: RequestListener) => stubService('/identity', listener)

beforeAll(() => {
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1/none')
  vi.stubEnv('SECRET_KEY', 'x'.repeat(32))
  vi.stubEnv('LOG_LEVEL', 'silent')
})

const QUESTION = {
  type: 'PERSON',
  name: '张三',
  documentKind: 'RESIDENT_ID',
  documentNumber: '11010519491231002X',
  phone: '13900000001',
} as const
const clientOf = (url: string | undefined, timeout = 60_000) =>
  new IdentityService({ IDENTITY_URL: url, IDENTITY_KEY: 'a key', IDENTITY_TIMEOUT_MS: timeout })

async function counted(outcome: string): Promise<number> {
  const { values } = await metrics().identityService.get()
  return values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0
}

describe('IdentityService', () => {
  it.each(['MATCH', 'MISMATCH', 'UNKNOWN'])('asks as it was agreed, and passes on %s', async (result) => {
    const received: unknown[] = []
    const url = await serviceOf((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => {
        received.push(request.method, request.headers.authorization, JSON.parse(text))
        response.end(JSON.stringify({ result, more: 1 }))
      })
    })
    expect(await clientOf(url).ask(QUESTION)).toBe(result)
    expect(received).toEqual(['POST', 'Bearer a key', QUESTION])
  })

  it('without an address asks nobody, and says that nothing was checked', async () => {
    expect(await clientOf(undefined).ask(QUESTION)).toBe('NOT_CHECKED')
  })

  const faults: [string, string, RequestListener][] = [
    [
      'an error of the service',
      'failure',
      (_, response) => response.writeHead(500).end('{"result":"MATCH"}'),
    ],
    ['another address', 'failure', (_, response) => response.writeHead(302, { location: '/else' }).end()],
    ['a cut connection', 'failure', (request) => request.socket.destroy()],
    ['a page instead of JSON', 'malformed', (_, response) => response.end('<html>')],
    ['another word', 'malformed', (_, response) => response.end('{"result":"match"}')],
    ['no end', 'malformed', (_, response) => response.end('x'.repeat(300_000))],
    ['silence', 'timeout', () => undefined],
  ]
  it.each(faults)('%s is never a match (%s)', async (_, outcome, listener) => {
    const before = await counted(outcome)
    const client = clientOf(await serviceOf(listener), outcome === 'timeout' ? 200 : 60_000)
    expect(await client.ask(QUESTION)).toBe('NOT_CHECKED')
    expect(await counted(outcome)).toBe(before + 1)
  })
})
