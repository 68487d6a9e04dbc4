import { beforeAll, describe, expect, it } from 'vitest'
import type { StaffActor } from '@/lib/core/actor'
import { areaContains } from '@/lib/core/area'
import { chinaDayStart } from '@/lib/core/clock'
import { db } from '@/lib/server/database/db'
import { findStaffActor } from '@/lib/server/session/staff-session'
import { type Counted, type Life, makeMachineLives, stateBefore } from '@/testing/machine-lives'
import { staffSession } from '@/testing/staff-session'
import { foldFigures } from './jobs'
import { getMonthlyReport } from './queries/monthly'

const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04']
const AREAS = ['000000', '110000', '110101', '130000', '130200', '130202', '441900', '460300']

let lives: Life[]
let nation: StaffActor

beforeAll(async () => {
  lives = await makeMachineLives(db(), {
    count: 260,
    start: chinaDayStart('2026-01-01'),
    days: 120,
    seed: 7,
  })
  const { headers } = await staffSession(db(), 'SUPERVISOR', '000000')
  const actor = await findStaffActor(headers.cookie?.split('=')[1] ?? '')
  if (!actor) throw new Error('not signed in')
  nation = actor
}, 120_000)

const endOf = (month: string) =>
  chinaDayStart(`2026-${String(Number(month.slice(5)) + 1).padStart(2, '0')}-01`)

/** The valid registrations of an area at a month's end, counted one by one. */
function validAtEndOf(area: string, month: string): Counted[] {
  return lives.flatMap((life) => {
    const state = stateBefore(life, endOf(month))
    return state?.status === 'ACTIVE' && areaContains(area, state.districtCode) ? [state] : []
  })
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
const countsOf = (parts: readonly { code: string; count: number }[]) =>
  Object.fromEntries(parts.map(({ code, count }) => [code, count]))

describe.each(['before the sums are folded', 'folded'])('%s', (when) => {
  beforeAll(async () => {
    if (when === 'folded') expect(await foldFigures()).toBeGreaterThan(0)
  })

  it.each(AREAS)('the stock of %s at each month’s end equals the registrations valid then', async (area) => {
    let opening: number | null = null
    for (const month of MONTHS) {
      const report = await getMonthlyReport(nation, { area, month })
      const then = validAtEndOf(area, month)
      expect(report.flow.closing, month).toBe(then.length)
      expect(countsOf(report.byStage), month).toEqual(tally(then.map(({ stage }) => stage)))
      expect(countsOf(report.byCategory), month).toEqual(tally(then.map(({ category }) => category)))
      expect(countsOf(report.byFuel), month).toEqual(tally(then.map(({ fuel }) => fuel)))
      expect(countsOf(report.byPlace), month).toEqual(tally(then.map(({ place }) => place)))
      // The closing of one month is the opening of the next, although each is calculated independently.
      if (opening !== null) expect(report.flow.opening, month).toBe(opening)
      opening = report.flow.closing
      for (const below of report.byArea) {
        expect(below.closing, below.code).toBe(validAtEndOf(below.code, month).length)
      }
    }
  })
})

it('counts incoming and outgoing registrations by kind', async () => {
  const happened = (area: string, month: string) => {
    const flow = { registered: 0, reinstated: 0, movedIn: 0, cancelled: 0, revoked: 0, movedOut: 0 }
    const [start, end] = [chinaDayStart(`${month}-01`), endOf(month)]
    for (const { states } of lives) {
      for (const [index, { from, state }] of states.entries()) {
        if (from < start || from >= end) continue
        const before = states[index - 1]?.state
        const here = areaContains(area, state.districtCode)
        const wasHere = before ? areaContains(area, before.districtCode) : false
        if (!before) flow.registered += here ? 1 : 0
        else if (here !== wasHere) flow[here ? 'movedIn' : 'movedOut'] += 1
        else if (here && before.status !== state.status) {
          if (state.status === 'ACTIVE') flow.reinstated += 1
          else flow[state.status === 'REVOKED' ? 'revoked' : 'cancelled'] += 1
        }
      }
    }
    return flow
  }
  const seen = { registered: 0, reinstated: 0, movedIn: 0, cancelled: 0, revoked: 0, movedOut: 0 }
  for (const area of AREAS) {
    for (const month of MONTHS) {
      const { flow, byArea } = await getMonthlyReport(nation, { area, month })
      expect(flow, `${area} ${month}`).toMatchObject(happened(area, month))
      for (const below of byArea) expect(below, below.code).toMatchObject(happened(below.code, month))
      for (const way of ['registered', 'reinstated', 'movedIn', 'cancelled', 'revoked', 'movedOut'] as const)
        seen[way] += flow[way]
    }
  }
  for (const [way, count] of Object.entries(seen)) expect(count, way).toBeGreaterThan(3)
})

it('refuses a future month', async () => {
  await expect(getMonthlyReport(nation, { month: '2999-01' })).rejects.toMatchObject({ status: 422 })
})
