import { Worker } from 'node:worker_threads'
import { expect, it, vi } from 'vitest'
import type { OddQuestion } from '@/testing/odd-worker'
import { Thread, threadOptions } from './thread'

type Answer = { value?: string; answered: number }
const oddThread = (more: { timeoutMs?: number; idleMs?: number } = {}) =>
  new Thread<OddQuestion, Answer>({
    open: () => new Worker('./testing/odd-worker.ts', threadOptions(16)),
    timeoutMs: 30_000,
    idleMs: 30_000,
    ...more,
  })

it('answers one question after another, in one thread, started with the first', async () => {
  const thread = oddThread()
  expect(thread.running).toBe(false)
  const answers = await Promise.all(['a', 'b', 'c'].map((value) => thread.ask({ does: 'answer', value })))
  expect(answers).toEqual([
    { value: 'a', answered: 1 },
    { value: 'b', answered: 2 },
    { value: 'c', answered: 3 },
  ])
  expect(thread.running).toBe(true)
  thread.end()
  expect(thread.running).toBe(false)
})

it.each(['throw', 'exit', 'fill'] as const)('one that ends (%s) fails that question only', async (does) => {
  const thread = oddThread()
  const [failed, next] = await Promise.allSettled([thread.ask({ does }), thread.ask({ does: 'answer' })])
  expect(failed).toMatchObject({ status: 'rejected', reason: { name: 'ThreadError', reason: 'ENDED' } })
  // The first of a new thread.
  expect(next).toMatchObject({ status: 'fulfilled', value: { answered: 1 } })
  thread.end()
})

it('one that hangs is ended in time', async () => {
  const thread = oddThread({ timeoutMs: 2000 })
  await expect(thread.ask({ does: 'hang' })).rejects.toMatchObject({ name: 'ThreadError', reason: 'LATE' })
  expect(await thread.ask({ does: 'answer' })).toMatchObject({ answered: 1 })
  thread.end()
})

it('ends when nothing is asked any more', async () => {
  const thread = oddThread({ idleMs: 20 })
  await thread.ask({ does: 'answer' })
  await vi.waitFor(() => expect(thread.running).toBe(false), { timeout: 10_000 })
  expect(await thread.ask({ does: 'answer' })).toMatchObject({ answered: 1 })
})
