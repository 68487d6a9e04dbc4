import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { db, transact } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { messagesTo } from '@/testing/outbox'
import { deliverNow, type QueuedMessage, queueMessage, smsWorker } from './outbox'

afterAll(stopWorkers)

const soon = () => new Date(Date.now() + 600_000)
const messageTo = (to: string) => ({
  ...{ to, purpose: 'LOGIN', code: '123456', text: '验证码 123456' },
  template: 'CODE' as const,
  variables: { code: '123456' },
})

type Job = { id: string; data: object; ahead: boolean }
const jobs = () =>
  db().$queryRaw<Job[]>`
    SELECT id, data, start_after > now() AS ahead FROM pgboss.job WHERE name = 'sms.send' AND state < 'active'`

it('delivers once, right after the commit, and leaves no job', async () => {
  const queued = await transact((tx) => queueMessage(tx, messageTo('13900000001'), soon()))
  expect(await messagesTo('13900000001')).toEqual([])
  await deliverNow(queued)
  await deliverNow(queued)
  expect(await messagesTo('13900000001')).toHaveLength(1)
  expect(await jobs()).toEqual([])
})

it('sends nothing when the transaction fails', async () => {
  let queued: QueuedMessage | undefined
  const failing = transact(async (tx) => {
    queued = await queueMessage(tx, messageTo('13900000002'), soon())
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  if (queued) await deliverNow(queued)
  expect(await messagesTo('13900000002')).toEqual([])
})

it('leaves an undelivered message to the worker, encrypted, and that one sends it', async () => {
  await transact((tx) => queueMessage(tx, messageTo('13900000003'), soon()))
  const [job, ...others] = await jobs()
  expect(others).toEqual([])
  expect(job?.ahead).toBe(true)
  expect(JSON.stringify(job)).not.toMatch(/13900000003|123456/)
  await smsWorker.run(job?.data, new AbortController().signal)
  expect(await messagesTo('13900000003')).toHaveLength(1)
})

it('keeps the job when the driver fails in the request', async () => {
  const outbox = path.join(env().DATA_DIR, 'outbox.jsonl')
  const before = (await messagesTo('13900000001')).length
  await rm(outbox, { force: true })
  await mkdir(outbox)
  const queued = await transact((tx) => queueMessage(tx, messageTo('13900000004'), soon()))
  await deliverNow(queued)
  expect((await jobs()).some(({ id }) => id === queued.jobId)).toBe(true)
  await rm(outbox, { recursive: true })
  await writeFile(outbox, '')
  await chmod(outbox, 0o600)
  await deliverNow(queued)
  expect(await messagesTo('13900000004')).toHaveLength(1)
  expect(before).toBe(1)
})

it('drops a message that nobody can use any more, and does the same work for nobody', async () => {
  const stale = new Date(Date.now() - 1000).toISOString()
  const queued = await transact((tx) => queueMessage(tx, messageTo('13900000005'), soon()))
  await smsWorker.run({ ...queued, staleAt: stale }, new AbortController().signal)
  expect(await messagesTo('13900000005')).toEqual([])
  const silent = await transact((tx) => queueMessage(tx, null, soon()))
  await deliverNow(silent)
  expect((await jobs()).some(({ id }) => id === silent.jobId)).toBe(false)
})
