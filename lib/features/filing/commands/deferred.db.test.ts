import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { lapseClaims } from '../jobs'
import type { DeskFiling, QueueRow } from '../schema/console'
import type { OwnDecision } from '../schema/deferred'
import { takeDueDecisions } from './take-effect'

const {
  approveFiling: APPROVE,
  claimFiling: CLAIM,
  deferDecision: DEFER,
  takeBackDecision: TAKE_BACK,
  readFailure: READ,
  ownDecisions: OWN,
  releaseFiling: RELEASE,
  transferFiling: TRANSFER,
  getDeskFiling: DESK,
  listQueue: QUEUE,
} = filingRoutes

type Problem = { code?: string; detail?: string }
type Deferred = Problem & { decisionId: string; takesEffectAt: string }

let reviewer: StaffSession
let colleague: StaffSession
let supervisor: StaffSession
let filerId: string

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  colleague = await staffSession(db(), 'REVIEWER')
  supervisor = await staffSession(db(), 'SUPERVISOR')
  filerId = (await makeAccount(db())).id
  await makeSeries(db(), '110101')
})

const inReview = (by = reviewer) => makeFiling(db(), 'IN_REVIEW', { filerId, reviewerId: by.id })
const APPROVAL = { verdict: 'APPROVE', emissionStage: '3', comment: '照片清楚' }
const REFUSAL = { verdict: 'DECLINE', reason: '不属于登记范围' }
const RETURN = { verdict: 'RETURN', reasons: [{ code: 'PHOTO_UNCLEAR', fields: ['photos.BODY_FRONT'] }] }

function decide(filing: { id: string; version: number }, input: object = APPROVAL, { headers } = reviewer) {
  const body = { version: filing.version, ...input }
  return callRoute<Deferred>(DEFER, { params: { id: filing.id }, headers, body })
}
const takeBack = (id: string, decisionId: string, { headers } = reviewer) =>
  callRoute<Problem>(TAKE_BACK, { params: { id, decisionId }, headers })
const deskOf = async (id: string, { headers } = reviewer) =>
  (await callRoute<DeskFiling>(DESK, { params: { id }, headers })).body
const own = async ({ headers } = reviewer) =>
  (await callRoute<{ data: OwnDecision[] }>(OWN, { headers })).body.data
const filingOf = (id: string) => db().filing.findUniqueOrThrow({ where: { id } })
const decisionOf = (id: string) => db().deferredDecision.findUniqueOrThrow({ where: { id } })
const eventsOf = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )

/** The undo time is over. */
async function expire(decisionId: string): Promise<void> {
  await db().$executeRaw`UPDATE deferred_decision
    SET "decidedAt" = "decidedAt" - interval '1 minute', "takesEffectAt" = now() - interval '1 second'
    WHERE id = ${decisionId}::uuid`
}

/** What an approval leaves behind. */
async function issuedFor(filingId: string) {
  const where = { filingId }
  const [machines, pickups, decisions, notices] = await Promise.all([
    db().machine.count({ where }),
    db().pickup.count({ where }),
    db().decision.count({ where }),
    db().notice.count({ where }),
  ])
  return { machines, pickups, decisions, notices }
}
const NOTHING = { machines: 0, pickups: 0, decisions: 0, notices: 0 }
const EVERYTHING = { machines: 1, pickups: 1, decisions: 1, notices: 1 }

describe('a decision at the desk', () => {
  it('issues and sends nothing before its time, everything then, as of the moment of the decision', async () => {
    const filing = await inReview()
    const { status, body } = await decide(filing)
    expect(status).toBe(202)
    const { decidedAt, takesEffectAt } = await decisionOf(body.decisionId)
    expect(body.takesEffectAt).toBe(takesEffectAt.toISOString())
    expect(takesEffectAt.getTime() - decidedAt.getTime()).toBe(10_000)
    expect(await takeDueDecisions()).toBe(0)
    expect(await issuedFor(filing.id)).toEqual(NOTHING)

    await expire(body.decisionId)
    expect(await takeDueDecisions()).toBe(1)
    expect(await filingOf(filing.id)).toMatchObject({
      status: 'APPROVED',
      emissionStage: '3',
      decisionDueAt: null,
    })
    expect(await issuedFor(filing.id)).toEqual(EVERYTHING)
    const recorded = await db().decision.findFirstOrThrow({ where: { filingId: filing.id } })
    const deferred = await decisionOf(body.decisionId)
    expect(recorded).toMatchObject({
      staffId: reviewer.id,
      comment: '照片清楚',
      decidedAt: deferred.decidedAt,
    })
    expect(deferred).toMatchObject({ outcome: 'TAKEN_EFFECT', problemCode: null })
    expect((await eventsOf(filing.id)).slice(-2)).toEqual(['filing.decide', 'filing.approve'])
    expect(await takeDueDecisions()).toBe(0)
  })

  it('returns and declines as well', async () => {
    const [returned, declined] = [await inReview(), await inReview()]
    for (const { body } of [await decide(returned, RETURN), await decide(declined, REFUSAL)])
      await expire(body.decisionId)
    expect(await takeDueDecisions()).toBe(2)
    expect((await filingOf(returned.id)).status).toBe('RETURNED')
    const { returnReasons } = await deskOf(returned.id)
    expect(returnReasons).toEqual([
      { code: 'PHOTO_UNCLEAR', text: '图片不清晰', fields: ['photos.BODY_FRONT'] },
    ])
    expect((await deskOf(declined.id)).declineReason).toBe('不属于登记范围')
  })

  it('closes the filing to everybody, and keeps the claim', async () => {
    const filing = await inReview()
    const { body } = await decide(filing)
    const params = { id: filing.id }
    await db().filing.update({
      where: params,
      data: { claimedAt: new Date(Date.now() - 2000), claimExpiresAt: new Date(Date.now() - 1000) },
    })
    expect(await lapseClaims()).toBe(0)
    const transfer = { districtCode: '110108', reason: '机械在海淀区使用' }
    const approval = { version: filing.version, emissionStage: '3' }
    const answers = [
      await decide(filing),
      await callRoute<Problem>(APPROVE, { params, headers: reviewer.headers, body: approval }),
      await callRoute<Problem>(RELEASE, { params, headers: reviewer.headers }),
      await callRoute<Problem>(RELEASE, { params, headers: supervisor.headers }),
      await callRoute<Problem>(TRANSFER, { params, headers: supervisor.headers, body: transfer }),
      await callRoute<Problem>(CLAIM, { params, headers: reviewer.headers }),
      await callRoute<Problem>(CLAIM, { params, headers: colleague.headers }),
    ]
    for (const { status, body: problem } of answers) {
      expect([status, problem.code]).toEqual([409, 'STATE_CONFLICT'])
      expect(problem.detail).toContain('已决定“审核通过”')
    }
    expect(answers.at(-1)?.body.detail).toContain(reviewer.name)
    expect(await filingOf(filing.id)).toMatchObject({ status: 'IN_REVIEW', claimedById: reviewer.id })
    await takeBack(filing.id, body.decisionId)
  })

  it('is shown at the desk, and leaves the reviewer’s own queue', async () => {
    const filing = await inReview()
    const { body } = await decide(filing)
    const mine = await deskOf(filing.id)
    expect(mine).toMatchObject({
      actions: [],
      openDecision: { decisionId: body.decisionId, verdict: 'APPROVE', staffName: reviewer.name, mine: true },
    })
    expect(mine.openDecision?.remainingMs).toBeGreaterThan(5_000)
    expect(mine.openDecision?.remainingMs).toBeLessThanOrEqual(10_000)
    const others = await deskOf(filing.id, colleague)
    expect(others).toMatchObject({ actions: [], enteredBefore: null, openDecision: { mine: false } })
    const queue = async (name: string) => {
      const query = { queue: name, limit: '100' }
      const { headers } = reviewer
      const { body: page } = await callRoute<{ data: QueueRow[] }>(QUEUE, { query, headers })
      return page.data.some(({ id }) => id === filing.id)
    }
    expect([await queue('mine'), await queue('in-review')]).toEqual([false, true])
    expect((await own())[0]).toMatchObject({ filingId: filing.id, outcome: null, verdict: 'APPROVE' })
    await takeBack(filing.id, body.decisionId)
    expect([await queue('mine'), await queue('in-review')]).toEqual([true, true])
  })

  it('is refused at once for what the immediate call is refused for', async () => {
    const filing = await inReview()
    const submitted = await makeFiling(db(), 'SUBMITTED', { filerId })
    const unknown = { verdict: 'RETURN', reasons: [{ code: 'NO_SUCH', fields: [] }] }
    const answers = [
      await decide({ ...filing, version: filing.version + 1 }),
      await decide(filing, APPROVAL, colleague),
      await decide(filing, APPROVAL, supervisor),
      await decide(submitted),
      await decide(filing, unknown),
      await decide(filing, { verdict: 'APPROVE' }),
      await decide(filing, { verdict: 'DECLINE', reason: ' ' }),
      await decide(filing, { verdict: 'POSTPONE' }),
    ]
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '409 VERSION_CONFLICT',
      '409 CLAIMED_BY_OTHER',
      '403 FORBIDDEN',
      '409 NOT_CLAIMED',
      '422 INVALID',
      '422 INVALID',
      '422 INVALID',
      '422 INVALID',
    ])
    expect(
      await db().deferredDecision.count({ where: { filingId: { in: [filing.id, submitted.id] } } }),
    ).toBe(0)
    expect((await filingOf(filing.id)).decisionDueAt).toBeNull()
  })

  it('is refused at once where no number is left', async () => {
    const there = await staffSession(db(), 'REVIEWER', '130200')
    const filing = await makeFiling(db(), 'IN_REVIEW', {
      filerId,
      reviewerId: there.id,
      districtCode: '130203',
    })
    const { status, body } = await decide(filing, APPROVAL, there)
    expect([status, body.code]).toEqual([409, 'SERIES_EXHAUSTED'])
  })

  it('follows the setting: at once with 0 seconds', async () => {
    const there = await staffSession(db(), 'REVIEWER', '110108')
    await db().setting.create({
      data: { key: 'decision-undo', divisionCode: '110108', value: { seconds: 0 } },
    })
    const filing = await makeFiling(db(), 'IN_REVIEW', {
      filerId,
      reviewerId: there.id,
      districtCode: '110108',
    })
    expect((await decide(filing, REFUSAL, there)).status).toBe(202)
    expect(await takeDueDecisions()).toBe(1)
    expect((await filingOf(filing.id)).status).toBe('DECLINED')
  })
})

describe('taking it back', () => {
  it('gives the filing back with its claim and what was entered; deciding again takes effect', async () => {
    const filing = await inReview()
    const { body } = await decide(filing, RETURN)
    expect((await takeBack(filing.id, body.decisionId)).status).toBe(204)
    const row = await filingOf(filing.id)
    expect(row).toMatchObject({ status: 'IN_REVIEW', claimedById: reviewer.id, version: filing.version })
    expect(row.claimExpiresAt?.getTime()).toBeGreaterThan(Date.now() + 29 * 60_000)
    const desk = await deskOf(filing.id)
    expect(desk).toMatchObject({ openDecision: null, enteredBefore: RETURN })
    expect(desk.actions).toContain('approve')
    expect(desk.history.at(-1)).toMatchObject({ who: reviewer.name, text: '撤销“退回重填”的决定' })
    expect(await issuedFor(filing.id)).toEqual(NOTHING)
    expect((await eventsOf(filing.id)).slice(-2)).toEqual(['filing.decide', 'filing.take-back'])
    // A second press of the key.
    expect((await takeBack(filing.id, body.decisionId)).status).toBe(204)
    expect((await eventsOf(filing.id)).at(-2)).toBe('filing.decide')

    const again = await decide(filing)
    await expire(again.body.decisionId)
    expect(await takeDueDecisions()).toBe(1)
    expect(await issuedFor(filing.id)).toEqual(EVERYTHING)
    expect((await deskOf(filing.id)).enteredBefore).toBeNull()
  })

  it('is too late after the effect, and nobody else’s', async () => {
    const filing = await inReview()
    const { body } = await decide(filing, REFUSAL)
    expect((await takeBack(filing.id, body.decisionId, colleague)).status).toBe(404)
    expect((await takeBack(filing.id, filing.id)).status).toBe(404)
    await expire(body.decisionId)
    await takeDueDecisions()
    const late = await takeBack(filing.id, body.decisionId)
    expect([late.status, late.body.code]).toEqual([409, 'TOO_LATE'])
    expect((await filingOf(filing.id)).status).toBe('DECLINED')
  })
})

describe('a decision that cannot take effect', () => {
  it('says so to its officer, who has the filing again; nothing was issued', async () => {
    const there = await staffSession(db(), 'REVIEWER', '130300')
    const { id: seriesId } = await makeSeries(db(), '130302')
    const filing = await makeFiling(db(), 'IN_REVIEW', {
      filerId,
      reviewerId: there.id,
      districtCode: '130302',
    })
    const { body } = await decide(filing, APPROVAL, there)
    await db().numberSeries.update({ where: { id: seriesId }, data: { enabled: false } })
    await expire(body.decisionId)
    expect(await takeDueDecisions()).toBe(1)
    expect(await decisionOf(body.decisionId)).toMatchObject({
      outcome: 'FAILED',
      problemCode: 'SERIES_EXHAUSTED',
    })
    expect(await filingOf(filing.id)).toMatchObject({
      status: 'IN_REVIEW',
      claimedById: there.id,
      decisionDueAt: null,
    })
    expect(await issuedFor(filing.id)).toEqual(NOTHING)
    expect((await eventsOf(filing.id)).slice(-2)).toEqual(['filing.decide', 'filing.decision-fail'])
    const desk = await deskOf(filing.id, there)
    expect(desk).toMatchObject({ enteredBefore: APPROVAL, openDecision: null })
    expect((await own(there))[0]).toMatchObject({
      outcome: 'FAILED',
      problem: expect.stringContaining('号码'),
    })
    const late = await takeBack(filing.id, body.decisionId, there)
    expect([late.status, late.body.code]).toEqual([409, 'TOO_LATE'])

    const params = { id: filing.id, decisionId: body.decisionId }
    expect((await callRoute(READ, { params, headers: there.headers })).status).toBe(204)
    expect((await own(there))[0]).toMatchObject({ outcome: 'FAILED', problem: null })
  })

  it('of an officer who has been disabled meanwhile: the filing waits in the queue again', async () => {
    const leaver = await staffSession(db(), 'REVIEWER')
    const filing = await inReview(leaver)
    const { body } = await decide(filing, APPROVAL, leaver)
    await db().staff.update({ where: { id: leaver.id }, data: { disabledAt: new Date() } })
    await expire(body.decisionId)
    expect(await takeDueDecisions()).toBe(1)
    expect(await decisionOf(body.decisionId)).toMatchObject({ outcome: 'FAILED', problemCode: 'FORBIDDEN' })
    expect(await filingOf(filing.id)).toMatchObject({
      status: 'SUBMITTED',
      claimedById: null,
      decisionDueAt: null,
    })
    expect(await issuedFor(filing.id)).toEqual(NOTHING)
    expect((await decide({ ...filing, version: filing.version + 1 }, APPROVAL, colleague)).body.code).toBe(
      'NOT_CLAIMED',
    )
  })

  it('of an officer who moved to another area: likewise', async () => {
    const mover = await staffSession(db(), 'REVIEWER')
    const elsewhere = await staffSession(db(), 'REVIEWER', '110105')
    const filing = await inReview(mover)
    const { body } = await decide(filing, REFUSAL, mover)
    const { bureauId } = await db().staff.findUniqueOrThrow({ where: { id: elsewhere.id } })
    await db().staff.update({ where: { id: mover.id }, data: { bureauId } })
    await expire(body.decisionId)
    expect(await takeDueDecisions()).toBe(1)
    expect(await decisionOf(body.decisionId)).toMatchObject({ outcome: 'FAILED', problemCode: 'NOT_FOUND' })
    expect(await filingOf(filing.id)).toMatchObject({ status: 'SUBMITTED', claimedById: null })
  })
})
