import { expect, it } from 'vitest'
import { type Tries, type TryKind, withOneMore } from './tries'

const START = new Date('2026-11-30T00:00:00Z').getTime()

/** Attempts of somebody who tries again as soon as he is let, for so many hours. */
function attemptsWithin(kind: TryKind, hours: number): number {
  let before: Tries | null = null
  let at = START
  let attempts = 0
  while (at < START + hours * 3_600_000) {
    const { failures, lockedMs }: { failures: number; lockedMs: number } = withOneMore(
      kind,
      before,
      new Date(at),
    )
    before = { failures, countedAt: new Date(at) }
    attempts += 1
    at += Math.max(lockedMs, 100)
  }
  return attempts
}

it('four in a row are free, the fifth locks for a minute, each further one for twice as long', () => {
  let before: Tries | null = null
  const locks: number[] = []
  for (let n = 0; n < 7; n += 1) {
    const now = new Date(START + n * 1000)
    const { failures, lockedMs } = withOneMore('pair', before, now)
    before = { failures, countedAt: now }
    locks.push(lockedMs / 1000)
  }
  expect(locks).toEqual([0, 0, 0, 0, 60, 120, 240])
})

it('who goes on for a day gets few attempts, whatever is counted', () => {
  expect(attemptsWithin('pair', 24)).toBeLessThan(60)
  expect(attemptsWithin('name', 24)).toBeLessThan(90)
  expect(attemptsWithin('address', 24)).toBeLessThan(250)
  expect(attemptsWithin('owner-pair', 24)).toBeLessThan(60)
  expect(attemptsWithin('owner-phone', 24)).toBeLessThan(90)
  expect(attemptsWithin('owner-address', 24)).toBeLessThan(2_400)
})

it('yesterday’s mistakes are forgotten', () => {
  const before = { failures: 4, countedAt: new Date(START) }
  expect(withOneMore('device', before, new Date(START + 48 * 3_600_000)).failures).toBeCloseTo(1.25)
})
