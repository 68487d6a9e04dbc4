import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { filingRoutes } from '@/lib/features/filing/routes'
import { measureClock, useMachineClock } from '@/lib/server/database/clock'
import { db, readRows } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from './call-route'
import { type StaffSession, staffSession } from './staff-session'

/** Servers whose clocks are off, beside others and a database whose clock is not: times are the database's. */

let reviewer: StaffSession

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER', '110101')
  await makeSeries(db(), '110000')
})
beforeEach(useMachineClock)
afterEach(() => {
  useMachineClock()
  vi.useRealTimers()
})

const machineOffBy = (ms: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms, shouldAdvanceTime: true })

const timesRow = z.object({ id: z.string(), times: z.array(z.date()) })

it.each([-5_000, 5_000, -86_400_000, 86_400_000])(
  'a server off by %i ms approves what another has taken in this moment, at the right time',
  async (off) => {
    const { id, version } = await makeFiling(db(), 'IN_REVIEW', {
      reviewerId: reviewer.id,
      districtCode: '110101',
    })
    await db().$executeRaw`UPDATE filing SET "submittedAt" = now() WHERE id = ${id}::uuid`
    machineOffBy(off)
    // As a server does at its start.
    await measureClock()
    const { status } = await callRoute(filingRoutes.approveFiling, {
      params: { id },
      headers: reviewer.headers,
      body: { version, emissionStage: '3' },
    })
    expect(status).toBe(200)
    const [row] = await readRows(timesRow)`
      SELECT f.id::text AS id, ARRAY[f."submittedAt", f."reviewedAt", clock_timestamp()]::timestamptz[] AS times FROM filing f
      WHERE f.id = ${id}::uuid`
    const times = row?.times.map((time) => time.getTime()) ?? []
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const [made] = await readRows(timesRow)`
      SELECT p.id::text AS id, ARRAY[f."submittedAt", p."createdAt", clock_timestamp()]::timestamptz[] AS times
      FROM filing f JOIN pickup p ON p."filingId" = f.id WHERE f.id = ${id}::uuid`
    const stored = made?.times.map((time) => time.getTime()) ?? []
    // By Prisma's own default.
    expect(stored).toEqual(stored.toSorted((a, b) => a - b))
  },
)

it('a clock that agrees is left alone, and one that is set right again is followed', async () => {
  const { Date: own } = globalThis
  await measureClock()
  expect(globalThis.Date).toBe(own)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 60_000, shouldAdvanceTime: true })
  await measureClock()
  expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(10_000)
  expect(new Date()).toBeInstanceOf(Date)
  expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z')
  vi.setSystemTime(performance.timeOrigin + performance.now())
  await measureClock()
  expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(10_000)
})
