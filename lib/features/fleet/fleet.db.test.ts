import { beforeAll, describe, expect, it } from 'vitest'
import { takeDueDecisions } from '@/lib/features/filing/commands/take-effect'
import { filingRoutes } from '@/lib/features/filing/routes'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { RULES } from '@/lib/features/inspection/queries/rule-table'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { makeClearFiling } from '@/testing/clear-filing'
import { expire, filingOf, issuedFor } from '@/testing/deferred-desk'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { fleetRoutes } from './routes'
import type { Fleet, FleetRow } from './schema'

const [reviewer, colleague] = [await staffSession(db(), 'REVIEWER'), await staffSession(db(), 'REVIEWER')]
beforeAll(async () => {
  await makeSeries(db(), '110101')
})

type Problem = { code?: string; detail?: string }
const list = (id: string, { headers }: StaffSession = reviewer) =>
  callRoute<Fleet>(fleetRoutes.getFleet, { params: { id }, headers })
const show = (id: string, photoId: string | null, { headers }: StaffSession = reviewer) =>
  callRoute<FleetRow & Problem>(fleetRoutes.showFleetRow, { params: { id }, headers, body: { photoId } })
const approve = (
  { id, version }: { id: string; version: number },
  { headers }: StaffSession = reviewer,
  emissionStage = '3',
) =>
  callRoute<Problem & { decisionId: string }>(fleetRoutes.approveFleetRow, {
    params: { id },
    headers,
    body: { version, emissionStage },
  })
/** As its desk says. */
const othersOf = async (id: string, { headers }: StaffSession = reviewer) =>
  (await callRoute<DeskFiling>(filingRoutes.getDeskFiling, { params: { id }, headers })).body.ownerWaiting

/** Filings of one new owner. */
async function fleetOf(size: number, districts: string[] = []) {
  const ownerId = (await makeAccount(db())).id
  const made = []
  for (let at = 0; at < size; at++)
    made.push(await makeClearFiling(RULES, { ownerId, districtCode: districts[at] ?? '110101' }))
  return made as [Made, ...Made[]]
}
type Made = Awaited<ReturnType<typeof makeClearFiling>>
const photoOf = (filing: Made) => filing.photoIds[0] ?? null

describe('the waiting filings of one owner', () => {
  it('are those of the officer’s area, each with its checks and why it is excluded', async () => {
    const [first, second, away] = (await fleetOf(3, ['110101', '110101', '110108'])) as [Made, Made, Made]
    const doubted = await makeClearFiling(
      RULES,
      { ownerId: first.ownerId },
      { CATALOGUE: 'DOUBT', PHOTO_TIME: 'NOT_CHECKED' },
    )
    await makeClearFiling(RULES)
    const { body } = await list(second.id)
    expect(body.rows.map(({ id }) => id)).toEqual([first.id, second.id, doubted.id])
    expect(body.rows[0]).toMatchObject({ excluded: [], shownAt: null, suggestedStage: { code: '3' } })
    expect(body.rows[0]?.neverChecked).toEqual([
      '发动机型号、发动机出厂编号没有与照片核对：没有相应的铭牌、标签或证明照片',
      '机械铭牌照片没有读取：照片识别已关闭',
      'PHOTO_PLACE NOT_CHECKED',
    ])
    expect(body.rows[2]?.excluded).toEqual(['存疑：CATALOGUE DOUBT', '没有核对：PHOTO_TIME NOT_CHECKED'])
    expect(await othersOf(first.id)).toBe(2)
    const elsewhere = await staffSession(db(), 'REVIEWER', '110108')
    expect((await list(first.id, elsewhere)).status).toBe(404)
    expect(await othersOf(away.id, elsewhere)).toBe(0)
  })
})

describe('their order', () => {
  it('is by the day they are due, and those that are decided already come last', async () => {
    const [first, second, third] = (await fleetOf(3)) as [Made, Made, Made]
    const order = async () => (await list(first.id)).body.rows.map(({ id }) => id)
    expect(await order()).toEqual([first.id, second.id, third.id])
    const { dueAt } = await db().filing.findUniqueOrThrow({ where: { id: first.id } })
    await db().filing.update({
      where: { id: third.id },
      data: { dueAt: new Date((dueAt?.getTime() ?? 0) - 3_600_000) },
    })
    expect(await order()).toEqual([third.id, first.id, second.id])
    await show(third.id, photoOf(third))
    expect((await approve(third)).status).toBe(202)
    expect(await order()).toEqual([first.id, second.id, third.id])
  })
})

describe('approving them together', () => {
  it('takes only what was shown, claims it then, and goes the way of the desk', async () => {
    const [first, second] = (await fleetOf(2)) as [Made, Made]
    expect(await approve(first)).toMatchObject({ status: 409, body: { code: 'NOT_CLAIMED' } })
    const shown = await show(first.id, photoOf(first))
    expect(shown).toMatchObject({ status: 200, body: { claim: { mine: true }, shownAt: expect.any(String) } })
    expect(await db().batchShowing.findFirst({ where: { filingId: first.id } })).toMatchObject({
      staffId: reviewer.id,
      photoId: photoOf(first),
      doubts: 0,
      notChecked: 3,
    })
    const answer = await approve(first)
    expect(answer.status).toBe(202)
    expect((await issuedFor(first.id)).machines).toBe(0)
    await expire(answer.body.decisionId)
    await takeDueDecisions()
    expect((await issuedFor(first.id)).machines).toBe(1)
    expect(await filingOf(second.id)).toMatchObject({ status: 'SUBMITTED', claimedById: null })
  })

  it('refuses what was claimed but never shown, another photo, another stage, and what is no longer clear', async () => {
    const [first] = await fleetOf(1)
    await db().filing.update({
      where: { id: first.id },
      data: {
        status: 'IN_REVIEW',
        claimedById: reviewer.id,
        claimedAt: new Date(),
        claimExpiresAt: new Date(Date.now() + 600_000),
      },
    })
    expect((await approve(first)).body.detail).toContain('还没有查看过')
    expect((await show(first.id, crypto.randomUUID())).status).toBe(422)
    expect((await show(first.id, null)).status).toBe(422)
    expect((await show(first.id, photoOf(first))).status).toBe(200)
    expect((await approve(first, reviewer, '2')).body.detail).toContain('建议的排放阶段')
    await db().inspectionResult.updateMany({
      where: { filingId: first.id, code: 'CATALOGUE' },
      data: { result: 'DOUBT', text: '型号与目录不符' },
    })
    expect(await approve(first)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('型号与目录不符') },
    })
    expect(await db().deferredDecision.count({ where: { filingId: first.id } })).toBe(0)
  })

  it('a showing of an earlier submission, or of a colleague, is none', async () => {
    const [first] = await fleetOf(1)
    expect((await show(first.id, photoOf(first), colleague)).status).toBe(200)
    expect(await show(first.id, photoOf(first))).toMatchObject({
      status: 409,
      body: { code: 'CLAIMED_BY_OTHER' },
    })
    await db().filing.update({ where: { id: first.id }, data: { claimedById: reviewer.id } })
    expect((await approve(first)).body.detail).toContain('还没有查看过')
    await db().batchShowing.create({
      data: {
        filingId: first.id,
        staffId: reviewer.id,
        revision: 0,
        doubts: 0,
        notChecked: 0,
        shownAt: new Date(),
      },
    })
    expect((await approve(first)).body.detail).toContain('还没有查看过')
  })
})

describe('races', () => {
  it('of two reviewers on one batch each filing is decided by one of them, once', async () => {
    for (let round = 0; round < 5; round++) {
      const filings = await fleetOf(4)
      const work = async (session: StaffSession, order: readonly Made[]) => {
        const results: number[] = []
        for (const filing of order) {
          const shown = await show(filing.id, photoOf(filing), session)
          results.push(shown.status === 200 ? (await approve(filing, session)).status : shown.status)
        }
        return results
      }
      const both = await Promise.all([work(reviewer, filings), work(colleague, filings.toReversed())])
      expect(both.flat().sort()).toEqual([202, 202, 202, 202, 409, 409, 409, 409])
      for (const { id } of filings)
        expect(await db().deferredDecision.count({ where: { filingId: id } })).toBe(1)
    }
  })

  it('a double tap decides once', async () => {
    for (let round = 0; round < 10; round++) {
      const [first] = await fleetOf(1)
      await show(first.id, photoOf(first))
      const answers = await Promise.all([approve(first), approve(first), approve(first)])
      expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
      expect(await db().deferredDecision.count({ where: { filingId: first.id } })).toBe(1)
    }
  })
})
