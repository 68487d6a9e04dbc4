import { beforeAll, expect, it } from 'vitest'
import { judgeAll } from '@/scripts/bench/judge-labelled'
import { isCaught, wrongOf } from '@/testing/planted/figures'
import { HALVES, type Judged, planOf } from '@/testing/planted/labelled-set'

/** A short run of the labelled set; `npm run bench -- --labelled` runs the long one: a filing with pictures takes a second or two. */
const SIZES = {
  building: { each: 3, eachPictured: 1, clean: 20, cleanPictured: 1 },
  'held out': { each: 3, eachPictured: 0, clean: 20, cleanPictured: 0 },
}
const LONGEST_MS = 600_000
const cases: Judged[] = []

beforeAll(async () => {
  cases.push(...(await judgeAll(HALVES.flatMap((half) => planOf(half, SIZES[half])))))
}, LONGEST_MS)

it('every planted fault is caught and nothing else is doubted, in the half that the rules are built on', () => {
  const half = cases.filter((one) => one.half === 'building')
  expect(half.length).toBeGreaterThanOrEqual(110)
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
  expect(faulty.length).toBeGreaterThanOrEqual(70)
  expect(faulty.filter(isCaught).length / faulty.length).toBeGreaterThanOrEqual(0.95)
  expect(half.filter((one) => wrongOf(one).length > 0).length / half.length).toBeLessThanOrEqual(0.02)
})
