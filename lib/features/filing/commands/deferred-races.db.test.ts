import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { asAdmin } from '@/testing/as-admin'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { takeDueDecisions } from './take-effect'

const { approveFiling: APPROVE, deferDecision: DEFER, takeBackDecision: TAKE_BACK } = filingRoutes

let reviewer: StaffSession
let filerId: string

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  filerId = (await makeAccount(db())).id
  await makeSeries(db(), '110101')
})

const inReview = () =>
  makeFiling(db(), 'IN_REVIEW', { filerId, reviewerId: reviewer.id, slots: ['BODY_FRONT'] })

function decide({ id, version }: { id: string; version: number }) {
  const body = { version, verdict: 'APPROVE', emissionStage: '3' }
  return callRoute<{ decisionId: string }>(DEFER, { params: { id }, headers: reviewer.headers, body })
}

/** A filing with a decision whose undo time is over. */
async function due(): Promise<{ id: string; decisionId: string }> {
  const filing = await inReview()
  const { decisionId } = (await decide(filing)).body
  await db().$executeRaw`UPDATE deferred_decision
    SET "decidedAt" = "decidedAt" - interval '1 minute', "takesEffectAt" = now() - interval '1 second'
    WHERE id = ${decisionId}::uuid`
  return { id: filing.id, decisionId }
}

describe('taking back and the effect at the same instant', () => {
  it('exactly one wins, 40 times of 40', async () => {
    const won = { undo: 0, effect: 0 }
    for (let round = 0; round < 40; round++) {
      const { id, decisionId } = await due()
      const undo = () => callRoute(TAKE_BACK, { params: { id, decisionId }, headers: reviewer.headers })
      // Either is given a start now and then, since the one that is called first would mostly win.
      const [answer] =
        round % 2 === 0
          ? await Promise.all([undo(), takeDueDecisions()])
          : await Promise.all([takeDueDecisions().then(undo), takeDueDecisions()])
      const { status } = await db().filing.findUniqueOrThrow({ where: { id } })
      const machines = await db().machine.count({ where: { filingId: id } })
      const { outcome } = await db().deferredDecision.findUniqueOrThrow({ where: { id: decisionId } })
      if (answer.status === 204) {
        expect([status, machines, outcome]).toEqual(['IN_REVIEW', 0, 'TAKEN_BACK'])
        won.undo += 1
      } else {
        expect([answer.status, answer.body.code]).toEqual([409, 'TOO_LATE'])
        expect([status, machines, outcome]).toEqual(['APPROVED', 1, 'TAKEN_EFFECT'])
        won.effect += 1
      }
    }
    expect(won.undo + won.effect).toBe(40)
    expect(won.effect).toBeGreaterThan(0)
  })

  it('undo waits for an effect under way and is too late; the effect passes over what is being taken back', async () => {
    const { id, decisionId } = await due()
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM deferred_decision WHERE id = ${decisionId}::uuid FOR UPDATE`
      expect(await takeDueDecisions()).toBe(0)
    })
    expect(await takeDueDecisions()).toBe(1)
    expect(await db().machine.count({ where: { filingId: id } })).toBe(1)
  })
})

it('four servers at once carry each of 40 decisions out once', async () => {
  const decisions = []
  for (let made = 0; made < 40; made++) decisions.push(await due())
  const runs = await Promise.all([1, 2, 3, 4].map(() => takeDueDecisions()))
  expect(runs.reduce((sum, ended) => sum + ended, await takeDueDecisions())).toBe(40)
  const among = { filingId: { in: decisions.map(({ id }) => id) } }
  expect(await db().machine.count({ where: among })).toBe(40)
  expect(await db().decision.count({ where: among })).toBe(40)
  expect(await db().notice.count({ where: among })).toBe(40)
  const ended = await db().deferredDecision.count({ where: { ...among, outcome: 'TAKEN_EFFECT' } })
  expect(ended).toBe(40)
})

it('a decision made twice at once is one, and an immediate approval beside it is the other or nothing', async () => {
  for (let round = 0; round < 20; round++) {
    const filing = await inReview()
    const { id, version } = filing
    const approval = { params: { id }, headers: reviewer.headers, body: { version, emissionStage: '3' } }
    const answers = await Promise.all([decide(filing), decide(filing), callRoute(APPROVE, approval)])
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
    const open = await db().deferredDecision.count({ where: { filingId: id, outcome: null } })
    const machines = await db().machine.count({ where: { filingId: id } })
    expect(open + machines).toBe(1)
  }
})

it('an effect that is cut off leaves the decision open and nothing behind; the next run carries it out', async () => {
  const { id, decisionId } = await due()
  await asAdmin(
    'CREATE SEQUENCE cut_once; GRANT USAGE ON cut_once TO PUBLIC',
    `CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('cut_once') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
      RETURN NEW;
    END $$`,
    'CREATE TRIGGER cut_off BEFORE INSERT ON pickup FOR EACH ROW EXECUTE FUNCTION cut_off()',
  )
  expect(await takeDueDecisions()).toBe(0)
  expect((await db().deferredDecision.findUniqueOrThrow({ where: { id: decisionId } })).outcome).toBeNull()
  expect(await db().machine.count({ where: { filingId: id } })).toBe(0)
  expect(await takeDueDecisions()).toBe(1)
  expect(await db().machine.count({ where: { filingId: id } })).toBe(1)
})

it('asks an index that holds open decisions only', async () => {
  await inReview().then(decide)
  const plan = await db().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`
    return tx.$queryRaw<{ 'QUERY PLAN': string }[]>`EXPLAIN SELECT id FROM deferred_decision
      WHERE outcome IS NULL AND "takesEffectAt" <= now() ORDER BY "takesEffectAt" LIMIT 50`
  })
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/deferred_decision_(due|open)/)
})
