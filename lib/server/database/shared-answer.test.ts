import { expect, it } from 'vitest'
import { sharedAnswers } from './shared-answer'

function counter() {
  const made: ((settle: number | Error) => void)[] = []
  const make = () =>
    new Promise<number>((resolve, reject) => {
      made.push((settle) => (settle instanceof Error ? reject(settle) : resolve(settle)))
    })
  return { made, make }
}

it('is made once for all who ask while it is made and while it is fresh, and then anew', async () => {
  let now = 0
  const shared = sharedAnswers<number>(() => now)
  const { made, make } = counter()
  const both = [shared('a', 1_000, make), shared('a', 1_000, make)]
  now = 5_000
  made[0]?.(7)
  expect(await Promise.all(both)).toEqual([7, 7])
  now = 5_999
  expect(await shared('a', 1_000, make)).toBe(7)
  expect(made).toHaveLength(1)
  now = 6_000
  const later = shared('a', 1_000, make)
  made[1]?.(8)
  expect(await later).toBe(8)
})

it('belongs to its key, and is not shared when it is not to be fresh', async () => {
  const shared = sharedAnswers<number>(() => 0)
  const { made, make } = counter()
  const asked = [
    shared('a', 1_000, make),
    shared('b', 1_000, make),
    shared('a', 0, make),
    shared('a', 0, make),
  ]
  expect(made).toHaveLength(4)
  for (const [n, settle] of made.entries()) settle(n)
  expect(await Promise.all(asked)).toEqual([0, 1, 2, 3])
})

it('is made again after it failed', async () => {
  const shared = sharedAnswers<number>(() => 0)
  const { made, make } = counter()
  const failing = shared('a', 1_000, make)
  made[0]?.(new Error('no database'))
  await expect(failing).rejects.toThrow('no database')
  const again = shared('a', 1_000, make)
  made[1]?.(3)
  expect(await again).toBe(3)
})
