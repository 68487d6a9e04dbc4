import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import {
  APPROVAL,
  decisionOf,
  deskOf as deskOfRoutes,
  EVERYTHING,
  eventsOf,
  expire,
  filingOf,
  issuedFor,
  NOTHING,
  type Problem,
  REFUSAL,
  RETURN,
} from '@/testing/deferred-desk'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { lapseClaims } from '../jobs'
import type { DeskFiling, QueueRow } from '../schema/console'
import type { OwnDecision } from '../schema/deferred'
import { takeDueDecisions } from './take-effect'

const {
  approveFiling: APPROVE,
  claimFiling: CLAIM,
  releaseFiling: RELEASE,
  transferFiling: TRANSFER,
  listQueue: QUEUE,
} = filingRoutes

let reviewer: StaffSession
let colleague: StaffSession
let supervisor: StaffSession
const deskOf = (who: StaffSession) => deskOfRoutes<DeskFiling, OwnDecision>(filingRoutes, who)

let desk: ReturnType<typeof deskOf>

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  colleague = await staffSession(db(), 'REVIEWER')
  supervisor = await staffSession(db(), 'SUPERVISOR')
  desk = deskOf(reviewer)
  await makeSeries(db(), '110101')
})

describe('a decision at the desk', () => {
  it('issues and sends nothing before its time, everything then, as of the moment of the decision', async () => {
    const filing = await desk.claimed()
    const { status, body } = await desk.decide(filing)
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
    const [returned, declined] = [await desk.claimed(), await desk.claimed()]
    for (const { body } of [await desk.decide(returned, RETURN), await desk.decide(declined, REFUSAL)])
      await expire(body.decisionId)
    expect(await takeDueDecisions()).toBe(2)
    expect((await filingOf(returned.id)).status).toBe('RETURNED')
    const { returnReasons } = await desk.open(returned.id)
    expect(returnReasons).toEqual([
      { code: 'PHOTO_UNCLEAR', text: '图片不清晰', fields: ['photos.BODY_FRONT'] },
    ])
    expect((await desk.open(declined.id)).declineReason).toBe('不属于登记范围')
  })

  it('closes the filing to everybody, and keeps the claim', async () => {
    const filing = await desk.claimed()
    const { body } = await desk.decide(filing)
    const params = { id: filing.id }
    await db().filing.update({
      where: params,
      data: { claimedAt: new Date(Date.now() - 2000), claimExpiresAt: new Date(Date.now() - 1000) },
    })
    expect(await lapseClaims()).toBe(0)
    const transfer = { districtCode: '110108', reason: '机械在海淀区使用' }
    const approval = { version: filing.version, emissionStage: '3' }
    const answers = [
      await desk.decide(filing),
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
    await desk.takeBack(filing.id, body.decisionId)
  })

  it('is shown at the desk, and leaves the reviewer’s own queue', async () => {
    const filing = await desk.claimed()
    const { body } = await desk.decide(filing)
    const mine = await desk.open(filing.id)
    expect(mine).toMatchObject({
      actions: [],
      openDecision: { decisionId: body.decisionId, verdict: 'APPROVE', staffName: reviewer.name, mine: true },
    })
    expect(mine.openDecision?.remainingMs).toBeGreaterThan(5_000)
    expect(mine.openDecision?.remainingMs).toBeLessThanOrEqual(10_000)
    const others = await deskOf(colleague).open(filing.id)
    expect(others).toMatchObject({ actions: [], enteredBefore: null, openDecision: { mine: false } })
    const queue = async (name: string) => {
      const query = { queue: name, limit: '100' }
      const { headers } = reviewer
      const { body: page } = await callRoute<{ data: QueueRow[] }>(QUEUE, { query, headers })
      return page.data.some(({ id }) => id === filing.id)
    }
    expect([await queue('mine'), await queue('in-review')]).toEqual([false, true])
    expect((await desk.own())[0]).toMatchObject({ filingId: filing.id, outcome: null, verdict: 'APPROVE' })
    await desk.takeBack(filing.id, body.decisionId)
    expect([await queue('mine'), await queue('in-review')]).toEqual([true, true])
  })

  it('is refused at once for what the immediate call is refused for', async () => {
    const filing = await desk.claimed()
    const submitted = await makeFiling(db(), 'SUBMITTED')
    const unknown = { verdict: 'RETURN', reasons: [{ code: 'NO_SUCH', fields: [] }] }
    const answers = [
      await desk.decide({ ...filing, version: filing.version + 1 }),
      await deskOf(colleague).decide(filing, APPROVAL),
      await deskOf(supervisor).decide(filing, APPROVAL),
      await desk.decide(submitted),
      await desk.decide(filing, unknown),
      await desk.decide(filing, { verdict: 'APPROVE' }),
      await desk.decide(filing, { verdict: 'DECLINE', reason: ' ' }),
      await desk.decide(filing, { verdict: 'POSTPONE' }),
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
    const filing = await deskOf(there).claimed('130203')
    const { status, body } = await deskOf(there).decide(filing, APPROVAL)
    expect([status, body.code]).toEqual([409, 'SERIES_EXHAUSTED'])
  })

  it('follows the setting: at once with 0 seconds', async () => {
    const there = await staffSession(db(), 'REVIEWER', '110108')
    await db().setting.create({
      data: { key: 'decision-undo', divisionCode: '110108', value: { seconds: 0 } },
    })
    const filing = await deskOf(there).claimed('110108')
    expect((await deskOf(there).decide(filing, REFUSAL)).status).toBe(202)
    expect(await takeDueDecisions()).toBe(1)
    expect((await filingOf(filing.id)).status).toBe('DECLINED')
  })
})
