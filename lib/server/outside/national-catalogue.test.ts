import type { RequestListener } from 'node:http'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { metrics } from '@/lib/server/observe/metrics'
import { stubService } from '@/testing/stub-service'
import { CircuitBreaker } from './circuit-breaker'
import { NationalCatalogue } from './national-catalogue'

const serviceOf = (listener: RequestListener) => stubService('/models', listener)

// For the log; the database is not used.
beforeAll(() => {
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1/none')
  vi.stubEnv('SECRET_KEY', 'x'.repeat(32))
  vi.stubEnv('LOG_LEVEL', 'silent')
})

const shape = z.object({ machine: z.object({ model: z.string() }) })
const question = { group: 1, codes: { machineEnvCode: '88811111QH3111446' } }
/** Long enough for every stub response on a busy machine. */
const PATIENCE = 60_000

function clientOf(
  url: string | undefined,
  breaker = new CircuitBreaker(),
  timeout = PATIENCE,
): NationalCatalogue {
  return new NationalCatalogue(
    {
      NATIONAL_CATALOGUE_URL: url,
      NATIONAL_CATALOGUE_KEY: 'a key',
      NATIONAL_CATALOGUE_TIMEOUT_MS: timeout,
    },
    breaker,
  )
}

async function counted(outcome: string): Promise<number> {
  const { values } = await metrics().nationalCatalogue.get()
  return values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0
}

describe('NationalCatalogue', () => {
  it('asks as it was agreed and gives the entry', async () => {
    const received: unknown[] = []
    const url = await serviceOf((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => {
        received.push(request.method, request.headers.authorization, JSON.parse(text))
        response.end(JSON.stringify({ matched: true, entry: { machine: { model: 'SD16' } }, more: 1 }))
      })
    })
    const before = await counted('hit')
    expect(await clientOf(url).find(question, shape)).toEqual({ machine: { model: 'SD16' } })
    expect(received).toEqual(['POST', 'Bearer a key', question])
    expect(await counted('hit')).toBe(before + 1)
  })

  it('takes a miss for a miss, and asks nobody without an address', async () => {
    const url = await serviceOf((_, response) => response.end('{"matched":false,"entry":null}'))
    expect(await clientOf(url).find(question, shape)).toBeNull()
    expect(await clientOf(undefined).find(question, shape)).toBeNull()
  })

  const faults: [string, string, RequestListener][] = [
    ['an error of the service', 'failure', (_, response) => response.writeHead(500).end('{"matched":true}')],
    ['a refusal', 'failure', (_, response) => response.writeHead(401).end()],
    ['another address', 'failure', (_, response) => response.writeHead(302, { location: '/else' }).end()],
    ['a cut connection', 'failure', (request) => request.socket.destroy()],
    ['a page instead of JSON', 'malformed', (_, response) => response.end('<html>')],
    ['another shape', 'malformed', (_, response) => response.end('{"matched":true,"entry":{"machine":7}}')],
    ['no end', 'malformed', (_, response) => response.end('x'.repeat(300_000))],
    ['silence', 'timeout', () => undefined],
    ['a body that drips', 'timeout', (_, response) => response.write('{"matched":')],
  ]
  it.each(faults)('%s is no hit (%s)', async (_, outcome, listener) => {
    const before = await counted(outcome)
    // The stub never responds: without a time-out this would wait forever.
    const client = clientOf(
      await serviceOf(listener),
      new CircuitBreaker(),
      outcome === 'timeout' ? 200 : PATIENCE,
    )
    expect(await client.find(question, shape)).toBeNull()
    expect(await counted(outcome)).toBe(before + 1)
  })

  it('leaves a broken service alone for half a minute, then tries one question', async () => {
    let calls = 0
    let broken = true
    const url = await serviceOf((_, response) => {
      calls += 1
      if (broken) response.writeHead(503).end()
      else response.end('{"matched":false}')
    })
    let now = 1_000_000
    const client = clientOf(url, new CircuitBreaker(() => now))
    for (let time = 0; time < 10; time += 1) await client.find(question, shape)
    expect(calls).toBe(3)
    now += 30_001
    await Promise.all([client.find(question, shape), client.find(question, shape)])
    expect(calls).toBe(4)
    now += 29_000
    await client.find(question, shape)
    expect(calls).toBe(4)
    broken = false
    now += 2_000
    await client.find(question, shape)
    await client.find(question, shape)
    await client.find(question, shape)
    expect(calls).toBe(7)
  })

  it('is given up when the one who waits goes away, which is no failure of the service', async () => {
    const url = await serviceOf(() => undefined)
    const breaker = new CircuitBreaker()
    const client = clientOf(url, breaker)
    for (let time = 0; time < 4; time += 1) {
      const leaving = new AbortController()
      const result = client.find(question, shape, leaving.signal)
      leaving.abort()
      expect(await result).toBeNull()
    }
    expect(breaker.allows()).toBe(true)
  })
})
