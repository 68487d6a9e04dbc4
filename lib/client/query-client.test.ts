import { environmentManager } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { makeQueryClient } from './query-client'

afterEach(() => {
  vi.useRealTimers()
  environmentManager.setIsServer(() => true)
})

/** Timers that wait after a page was rendered with an answer. */
function timersLeft(isServer: boolean): number {
  vi.useFakeTimers()
  environmentManager.setIsServer(() => isServer)
  const client = makeQueryClient()
  client.setQueryData(['machines'], { data: [] })
  return vi.getTimerCount()
}

it('leaves no timer behind on the server, which would hold the page it was rendered for', () => {
  expect(timersLeft(true)).toBe(0)
})

it('holds an answer for half an hour in the browser', () => {
  expect(timersLeft(false)).toBe(1)
  vi.advanceTimersByTime(30 * 60_000)
  expect(vi.getTimerCount()).toBe(0)
})
