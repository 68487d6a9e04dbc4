import { afterEach, expect, it, vi } from 'vitest'
import { db, transact } from '@/lib/server/database/db'
import { enqueue, type JobQueue, startWorkers, stopWorkers, takeJob } from './jobs'

afterEach(stopWorkers)

const queue = (name: string, options: Partial<JobQueue> = {}): JobQueue => ({ name, ...options })
const waiting = (name: string) =>
  db().$queryRaw<{ id: string; output: unknown }[]>`
    SELECT id, output FROM pgboss.job WHERE name = ${name} AND state < 'active'`

it('adds a job with its transaction or not at all', async () => {
  const trial = queue('test.transaction')
  const failing = transact(async (tx) => {
    await enqueue(tx, trial, { n: 1 })
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  expect(await waiting(trial.name)).toEqual([])
  const id = await transact((tx) => enqueue(tx, trial, { n: 2 }))
  expect((await waiting(trial.name)).map((job) => job.id)).toEqual([id])
})

it('hands a job to one taker, and leaves it in the queue when his transaction fails', async () => {
  const trial = queue('test.take')
  const id = await transact((tx) => enqueue(tx, trial, {}, 60))
  const failing = transact(async (tx) => {
    expect(await takeJob(tx, trial, id)).toBe(true)
    throw new Error('not delivered')
  })
  await expect(failing).rejects.toThrow('not delivered')
  expect(await waiting(trial.name)).toHaveLength(1)
  expect(await transact((tx) => takeJob(tx, trial, id))).toBe(true)
  expect(await transact((tx) => takeJob(tx, trial, id))).toBe(false)
})

it('works jobs off, tries a failed one again, and keeps nothing of its message', async () => {
  const trial = queue('test.work', { retryLimit: 2, retryDelay: 1 })
  const seen: unknown[] = []
  const run = async (data: unknown) => {
    seen.push(data)
    if (seen.length === 1) throw new Error('the number cannot be reached')
  }
  await startWorkers([{ queue: trial, run, pollingIntervalSeconds: 0.5 }])
  await transact((tx) => enqueue(tx, trial, { n: 7 }))
  await vi.waitFor(() => expect(seen).toEqual([{ n: 7 }, { n: 7 }]), { timeout: 60_000, interval: 50 })
  await vi.waitFor(async () => expect(await waiting(trial.name)).toEqual([]), { timeout: 60_000 })
  const rows = await db().$queryRaw<{ text: string }[]>`
    SELECT to_jsonb(job)::text AS text FROM pgboss.job WHERE name = ${trial.name}`
  expect(JSON.stringify(rows)).not.toContain('the number')
})

it('gives up a job that is stuck: its attempt has failed, and its worker takes the next', async () => {
  const trial = queue('test.stuck', { retryLimit: 1, retryDelay: 0, expireInSeconds: 1 })
  const seen: unknown[] = []
  const told: boolean[] = []
  const run = (data: unknown, signal: AbortSignal) => {
    seen.push(data)
    if (JSON.stringify(data) !== '{"n":1}') return Promise.resolve()
    signal.addEventListener('abort', () => told.push(true), { once: true })
    // Does not even obey its signal.
    return new Promise<void>(() => undefined)
  }
  await startWorkers([{ queue: trial, run, pollingIntervalSeconds: 0.5 }])
  const stuck = await transact((tx) => enqueue(tx, trial, { n: 1 }))
  await transact((tx) => enqueue(tx, trial, { n: 2 }))
  const states = () =>
    db().$queryRaw<{ state: string; tries: number }[]>`
      SELECT state::text AS state, "retry_count" AS tries FROM pgboss.job WHERE id = ${stuck}::uuid`
  await vi.waitFor(async () => expect(await states()).toEqual([{ state: 'failed', tries: 1 }]), {
    timeout: 60_000,
    interval: 100,
  })
  await vi.waitFor(() => expect(seen).toContainEqual({ n: 2 }), { timeout: 60_000, interval: 50 })
  expect(told).toEqual([true, true])
})

it('starts again after a stop', async () => {
  const trial = queue('test.again')
  await startWorkers([])
  await stopWorkers()
  await stopWorkers()
  await transact((tx) => enqueue(tx, trial, {}))
  expect(await waiting(trial.name)).toHaveLength(1)
})
