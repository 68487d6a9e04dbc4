import { beforeAll, expect, it } from 'vitest'
import { isCaught, wrongOf } from '@/testing/planted/figures'
import { HALVES, type Judged, judgeAll, planOf } from '@/testing/planted/labelled-set'

/** A short run of the labelled set; `npm run bench -- --labelled` runs the long one. Pictures take a second each filing. */
const SIZES = { each: 4, eachPictured: 1, clean: 40, cleanPictured: 4 }
const cases: Judged[] = []

beforeAll(async () => {
  cases.push(...(await judgeAll(HALVES.flatMap((half) => planOf(half, SIZES)))))
})

it('every planted fault is caught and nothing else is doubted, in the half that the rules are built on', () => {
  const half = cases.filter((one) => one.half === 'building')
  expect(half.length).toBeGreaterThanOrEqual(150)
  const missed = half.filter((one) => one.fault !== null && !isCaught(one))
  expect(missed.map(({ fault, seed }) => `${seed} ${fault?.name}`)).toEqual([])
  const wrong = half.flatMap((one) =>
    wrongOf(one).map(({ code, text }) => `${one.seed} ${one.fault?.name} ${code} ${text}`),
  )
  expect(wrong).toEqual([])
})

// Shares alone: a rule that is mended filing by filing is built on this half, too.
it('in the half that is held out nearly all are caught and nearly none wrongly doubted', () => {
  const half = cases.filter((one) => one.half === 'held out')
  const faulty = half.filter(({ fault }) => fault !== null)
  expect(faulty.length).toBeGreaterThanOrEqual(100)
  expect(faulty.filter(isCaught).length / faulty.length).toBeGreaterThanOrEqual(0.95)
  expect(half.filter((one) => wrongOf(one).length > 0).length / half.length).toBeLessThanOrEqual(0.02)
})
