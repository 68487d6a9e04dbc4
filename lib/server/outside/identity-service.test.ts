import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { metrics } from '@/lib/server/observe/metrics'
import { IdentityService } from './identity-service'

/** A stub service on a real socket; each test sets its handler. */
const servers: Server[] = []

async function serviceOf(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/identity`
}

beforeAll(() => {
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1/none')
  vi.stubEnv('SECRET_KEY', 'x'.repeat(32))
  vi.stubEnv('LOG_LEVEL', 'silent')
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
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
