import { beforeAll, describe, expect, it } from 'vitest'
import { chinaDay, chinaDayStart, DAY_MS } from '@/lib/core/clock'
import { absenceRoutes } from '@/lib/features/absence/routes'
import { db } from '@/lib/server/database/db'
import { makeChange } from '@/prisma/factories/change'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { filingRoutes } from '../routes'
import { overdueBefore } from '../rules/deadline'
import type { ReviewerLoad } from '../schema/pass'

const { reviewers: REVIEWERS, ownDecisions: OWN, queues: QUEUES, approveFiling: APPROVE } = filingRoutes

let reviewer: StaffSession
let supervisor: StaffSession
beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  supervisor = await staffSession(db(), 'SUPERVISOR', '110000')
  await makeSeries(db(), '110101')
})

type Today = { day: string; approved: number; returned: number; declined: number }
const todayOf = async ({ headers }: StaffSession) =>
  (await callRoute<{ today: Today }>(OWN, { headers })).body.today

async function approve({ id: reviewerId, headers }: StaffSession): Promise<string> {
  const { id, version } = await makeFiling(db(), 'IN_REVIEW', { reviewerId })
  const body = { version, emissionStage: '3' }
  expect((await callRoute(APPROVE, { params: { id }, headers, body })).status).toBe(200)
  return id
}

async function decidedAt(at: Date, kind: 'DECLINED' | 'RETURNED'): Promise<void> {
  const { id: filingId } = await makeFiling(db(), 'SUBMITTED')
  await db().decision.create({ data: { filingId, revision: 1, kind, staffId: reviewer.id, decidedAt: at } })
}

describe('the figures of the day', () => {
  it('count the officer’s own decisions since midnight in China', async () => {
    const day = chinaDay(new Date())
    expect(await todayOf(reviewer)).toEqual({ day, approved: 0, returned: 0, declined: 0, changes: 0 })
    const colleague = await staffSession(db(), 'REVIEWER')
    for (const one of [reviewer, reviewer, colleague]) await approve(one)
    expect(await todayOf(reviewer)).toEqual({ day, approved: 2, returned: 0, declined: 0, changes: 0 })
    const midnight = chinaDayStart(day)
    await decidedAt(midnight, 'DECLINED')
    await decidedAt(new Date(midnight.getTime() - 1), 'RETURNED')
    expect(await todayOf(reviewer)).toEqual({ day, approved: 2, returned: 0, declined: 1, changes: 0 })
  })
})

describe('the reviewers of an area', () => {
  const loads = async ({ headers }: StaffSession) =>
    (await callRoute<{ data: ReviewerLoad[] }>(REVIEWERS, { headers })).body.data

  it('are listed with what each holds and has decided, the oldest first in hand, and the absence', async () => {
    const one = await staffSession(db(), 'REVIEWER')
    const old = new Date(Date.now() - 3 * DAY_MS)
    await makeFiling(db(), 'IN_REVIEW', { reviewerId: one.id })
    const oldest = await makeFiling(db(), 'IN_REVIEW', { reviewerId: one.id, submittedAt: old })
    await approve(one)
    const days = { from: chinaDay(new Date()), to: chinaDay(new Date(Date.now() + DAY_MS)) }
    const body = { kind: 'OFF_POST', ...days }
    await callRoute(absenceRoutes.setOwnAbsence, { headers: one.headers, body })
    expect((await loads(supervisor)).find(({ id }) => id === one.id)).toMatchObject({
      name: one.name,
      held: 2,
      oldestHeld: { id: oldest.id, submittedAt: old.toISOString() },
      today: { approved: 1, returned: 0, declined: 0 },
      absence: { kind: 'OFF_POST', ...days, now: true },
    })
    const far = await staffSession(db(), 'SUPERVISOR', '130200')
    expect((await loads(far)).map(({ id }) => id)).not.toContain(one.id)
  })
})

describe('changes that wait', () => {
  it('are told with the oldest and how many are late, of the area only', async () => {
    const now = new Date()
    const submittedAt = new Date(
      overdueBefore(now, 5, { holidays: [], workdays: [] }).getTime() - 30 * DAY_MS,
    )
    await makeChange(db(), { submittedAt, filing: { districtCode: '110105' } })
    await makeChange(db(), { filing: { districtCode: '110105' } })
    const counts = async (division: string) => {
      const { headers } = await staffSession(db(), 'REVIEWER', division)
      return (
        await callRoute<{ data: { slug: string; count: number }[]; changes: object }>(QUEUES, { headers })
      ).body
    }
    const there = await counts('110105')
    expect(there.data.find(({ slug }) => slug === 'changes')?.count).toBe(2)
    expect(there.changes).toEqual({ oldestAt: submittedAt.toISOString(), overdue: 1, days: 5 })
    expect((await counts('110108')).changes).toMatchObject({ oldestAt: null, overdue: 0 })
  })
})
