import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { preferenceRoutes } from '@/lib/features/preference/routes'
import { closeConnections, pool } from '@/lib/server/database/connections'
import { db } from '@/lib/server/database/db'
import { findReadiness } from '@/lib/server/database/readiness'
import { POOL_LIMITS } from '@/lib/server/database/time-limits'
import { env } from '@/lib/server/env'
import { callRoute } from './call-route'
import { type StaffSession, staffSession } from './staff-session'
import { startTcpProxy, type TcpProxy } from './tcp-proxy'

/** A network that swallows packets between a server at work and its database: nobody is told that anything is wrong. */

const direct = env().DATABASE_URL
const patient = structuredClone(POOL_LIMITS)
/** As in production. */
const STATEMENT_MS = 7_000
let officer: StaffSession
let proxy: TcpProxy

beforeAll(async () => {
  officer = await staffSession(db(), 'SUPERVISOR', '130200')
  const { hostname, port } = new URL(direct)
  proxy = await startTcpProxy(Number(port), hostname)
})
afterEach(async () => {
  Object.assign(POOL_LIMITS, structuredClone(patient))
  env().DATABASE_URL = direct
  await closeConnections()
})
afterAll(() => proxy.close())

/** Of the server's pools, so that a test is not longer than what it shows. */
async function connectThroughProxy(statement: number): Promise<void> {
  for (const name of ['commands', 'readers', 'limits'] as const)
    POOL_LIMITS[name] = { connect: 1_000, statement, lock: statement, idle: statement }
  await closeConnections()
  env().DATABASE_URL = proxy.url(direct)
}

type Answer = { startedAt: number; took: number; status: number; retryAfter: string | null }

/** Officers who save, one request after another, all in the same row. */
class Traffic {
  readonly answers: Answer[] = []
  private readonly latest: (Answer | undefined)[]
  private stopping = false
  private readonly loops: Promise<void>[]

  constructor(officers: number) {
    this.latest = Array.from({ length: officers }, () => undefined)
    this.loops = this.latest.map((_, index) => this.loop(index))
  }

  private async loop(index: number): Promise<void> {
    while (!this.stopping) {
      const answer = await save()
      this.latest[index] = answer
      this.answers.push(answer)
    }
  }

  /** Whether everybody's latest request was made after that time, and was answered. */
  servesAllSince(time: number): boolean {
    return this.latest.every((answer) => answer && answer.startedAt > time && answer.status === 200)
  }

  async stop(): Promise<void> {
    this.stopping = true
    await Promise.all(this.loops)
  }
}

async function save(): Promise<Answer> {
  const startedAt = performance.now()
  const { status, headers } = await callRoute(preferenceRoutes.setPreference, {
    params: { key: 'machine-columns' },
    body: { value: ['owner'] },
    headers: officer.headers,
  })
  return { startedAt, took: performance.now() - startedAt, status, retryAfter: headers.get('retry-after') }
}

const served = (traffic: Traffic, since: number) =>
  expect.poll(() => traffic.servesAllSince(since), { timeout: 10_000 }).toBe(true)

/** What came in between was either served, or refused with when to come again. */
function expectNoFault({ answers }: Traffic): void {
  const others = answers.filter(({ status }) => status !== 200)
  expect(others.filter(({ status, retryAfter }) => status !== 503 || retryAfter === null)).toEqual([])
  expect(Math.max(...answers.map(({ took }) => took))).toBeLessThan(20_000)
}

it('for 3.6 seconds, and then they arrive after all', async () => {
  await connectThroughProxy(STATEMENT_MS)
  const traffic = new Traffic(6)
  await served(traffic, performance.now())
  proxy.swallow()
  await pause(3_600)
  proxy.restore('late')
  await served(traffic, performance.now())
  await traffic.stop()
  expectNoFault(traffic)
})

it('for ever on the connections there were, while new ones work', async () => {
  await connectThroughProxy(1_000)
  const traffic = new Traffic(6)
  await served(traffic, performance.now())
  proxy.swallow()
  // Whoever has found out has dropped the connections that were silent, and cannot make others.
  await expect
    .poll(() => traffic.answers.some(({ status }) => status === 503), { timeout: 10_000 })
    .toBe(true)
  proxy.restore('lost')
  await served(traffic, performance.now())
  await traffic.stop()
  expectNoFault(traffic)
})

it('for longer than every time limit', async () => {
  await connectThroughProxy(1_000)
  const traffic = new Traffic(6)
  await served(traffic, performance.now())
  proxy.swallow()
  const cutAt = performance.now()
  const refusedAll = () =>
    traffic.answers.filter(({ startedAt, status }) => startedAt > cutAt && status === 503).length >= 12
  await expect.poll(refusedAll, { timeout: 15_000 }).toBe(true)
  proxy.restore('lost')
  await served(traffic, performance.now())
  await traffic.stop()
  expectNoFault(traffic)
})

it('finds dead connections by the readiness probe, before a request gets one', async () => {
  await connectThroughProxy(STATEMENT_MS)
  await Promise.all(Array.from({ length: 5 }, () => pool('readers').query('SELECT pg_sleep(0.05)')))
  expect(pool('readers').idleCount).toBe(Math.min(5, env().DATABASE_READERS))
  proxy.swallow()
  expect(await findReadiness()).toBe('unreachable')
  await expect.poll(() => pool('readers').totalCount).toBe(0)
  proxy.restore('lost')
  expect((await save()).status).toBe(200)
})
