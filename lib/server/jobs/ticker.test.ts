import { expect, it, vi } from 'vitest'
import { startTicks } from './ticker'

it('runs again and again, never overlapping itself, whatever fails', async () => {
  let running = 0
  let runs = 0
  const tick = {
    name: 'test',
    everySeconds: 0.001,
    run: async () => {
      running += 1
      expect(running).toBe(1)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      runs += 1
      if (runs % 2 === 0) throw new Error('every second one fails')
    },
  }
  const failures: string[] = []
  const stop = startTicks([tick], (name, error) => failures.push(`${name}: ${error}`))
  await vi.waitFor(() => expect(runs).toBeGreaterThan(20), { timeout: 30_000 })
  await stop()
  expect(running).toBe(0)
  expect(failures.length).toBe(Math.floor(runs / 2))
  expect(failures[0]).toBe('test: Error: every second one fails')
})

it('stops at once while it pauses, and waits for a run under way', async () => {
  let ended = false
  let finish = () => {}
  const slow = {
    name: 'slow',
    everySeconds: 3600,
    run: async () => {
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      ended = true
    },
  }
  const stop = startTicks([slow, { name: 'idle', everySeconds: 3600, run: async () => undefined }], () => {})
  const stopped = stop().then(() => expect(ended).toBe(true))
  finish()
  await stopped
})
