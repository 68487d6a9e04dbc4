import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
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
  REFUSAL,
  RETURN,
} from '@/testing/deferred-desk'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { DeskFiling } from '../schema/console'
import type { OwnDecision } from '../schema/deferred'
import { takeDueDecisions } from './take-effect'

const { readFailure: READ } = filingRoutes

let reviewer: StaffSession
let colleague: StaffSession
const deskOf = (who: StaffSession) => deskOfRoutes<DeskFiling, OwnDecision>(filingRoutes, who)

let desk: ReturnType<typeof deskOf>

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  colleague = await staffSession(db(), 'REVIEWER')
  desk = deskOf(reviewer)
  await makeSeries(db(), '110101')
})

describe('taking it back', () => {
  it('gives the filing back with its claim and what was entered; deciding again takes effect', async () => {
    const filing = await desk.claimed()
    const { body } = await desk.decide(filing, RETURN)
    expect((await desk.takeBack(filing.id, body.decisionId)).status).toBe(204)
    const row = await filingOf(filing.id)
    expect(row).toMatchObject({ status: 'IN_REVIEW', claimedById: reviewer.id, version: filing.version })
    expect(row.claimExpiresAt?.getTime()).toBeGreaterThan(Date.now() + 29 * 60_000)
    const shown = await desk.open(filing.id)
    expect(shown).toMatchObject({ openDecision: null, enteredBefore: RETURN })
    expect(shown.actions).toContain('approve')
    expect(shown.history.at(-1)).toMatchObject({ who: reviewer.name, text: '撤销“退回重填”的决定' })
    expect(await issuedFor(filing.id)).toEqual(NOTHING)
    expect((await eventsOf(filing.id)).slice(-2)).toEqual(['filing.decide', 'filing.take-back'])
    // A second press of the key.
    expect((await desk.takeBack(filing.id, body.decisionId)).status).toBe(204)
    expect((await eventsOf(filing.id)).at(-2)).toBe('filing.decide')

    const again = await desk.decide(filing)
    await expire(again.body.decisionId)
    expect(await takeDueDecisions()).toBe(1)
    expect(await issuedFor(filing.id)).toEqual(EVERYTHING)
    expect((await desk.open(filing.id)).enteredBefore).toBeNull()
  })

  it('is too late after the effect, and nobody else’s', async () => {
    const filing = await desk.claimed()
    const { body } = await desk.decide(filing, REFUSAL)
    expect((await deskOf(colleague).takeBack(filing.id, body.decisionId)).status).toBe(404)
    expect((await desk.takeBack(filing.id, filing.id)).status).toBe(404)
    await expire(body.decisionId)
    await takeDueDecisions()
    const late = await desk.takeBack(filing.id, body.decisionId)
    expect([late.status, late.body.code]).toEqual([409, 'TOO_LATE'])
    expect((await filingOf(filing.id)).status).toBe('DECLINED')
  })
})

describe('a decision that cannot take effect', () => {
  it('says so to its officer, who has the filing again; nothing was issued', async () => {
    const there = await staffSession(db(), 'REVIEWER', '130300')
    const { id: seriesId } = await makeSeries(db(), '130302')
    const filing = await deskOf(there).claimed('130302')
    const { body } = await deskOf(there).decide(filing, APPROVAL)
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
    const shown = await deskOf(there).open(filing.id)
    expect(shown).toMatchObject({ enteredBefore: APPROVAL, openDecision: null })
    expect((await deskOf(there).own())[0]).toMatchObject({
      outcome: 'FAILED',
      problem: expect.stringContaining('号码'),
    })
    const late = await deskOf(there).takeBack(filing.id, body.decisionId)
    expect([late.status, late.body.code]).toEqual([409, 'TOO_LATE'])

    const params = { id: filing.id, decisionId: body.decisionId }
    expect((await callRoute(READ, { params, headers: there.headers })).status).toBe(204)
    expect((await deskOf(there).own())[0]).toMatchObject({ outcome: 'FAILED', problem: null })
  })

  it('names what stands in its way, not itself', async () => {
    const filing = await desk.claimed()
    const { body } = await desk.decide(filing)
    await db().filing.update({ where: { id: filing.id }, data: { version: { increment: 1 } } })
    await expire(body.decisionId)
    expect(await takeDueDecisions()).toBe(1)
    const failed = await decisionOf(body.decisionId)
    expect(failed).toMatchObject({ outcome: 'FAILED', problemCode: 'VERSION_CONFLICT' })
    expect(await filingOf(filing.id)).toMatchObject({ status: 'IN_REVIEW', claimedById: reviewer.id })
  })

  it('of an officer who has been disabled meanwhile: the filing waits in the queue again', async () => {
    const leaver = await staffSession(db(), 'REVIEWER')
    const filing = await deskOf(leaver).claimed()
    const { body } = await deskOf(leaver).decide(filing, APPROVAL)
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
    expect(
      (await deskOf(colleague).decide({ ...filing, version: filing.version + 1 }, APPROVAL)).body.code,
    ).toBe('NOT_CLAIMED')
  })

  it('of an officer who moved to another area: likewise', async () => {
    const mover = await staffSession(db(), 'REVIEWER')
    const elsewhere = await staffSession(db(), 'REVIEWER', '110105')
    const filing = await deskOf(mover).claimed()
    const { body } = await deskOf(mover).decide(filing, REFUSAL)
    const { bureauId } = await db().staff.findUniqueOrThrow({ where: { id: elsewhere.id } })
    await db().staff.update({ where: { id: mover.id }, data: { bureauId } })
    await expire(body.decisionId)
    expect(await takeDueDecisions()).toBe(1)
    expect(await decisionOf(body.decisionId)).toMatchObject({ outcome: 'FAILED', problemCode: 'NOT_FOUND' })
    expect(await filingOf(filing.id)).toMatchObject({ status: 'SUBMITTED', claimedById: null })
  })
})
