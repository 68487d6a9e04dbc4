import { beforeAll, describe, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import type { OwnDecision } from '@/lib/features/filing/schema/deferred'
import { db } from '@/lib/server/database/db'
import { makeChange } from '@/prisma/factories/change'
import { callRoute } from '@/testing/call-route'
import {
  changeDecisionOf,
  changeDesk,
  changeEvents,
  changeOf,
  expireChange,
  machineOf,
  type Problem,
} from '@/testing/change-desk'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { lapseWaiting } from './commands/lapse'
import { takeDueChangeDecisions } from './commands/take-effect'
import { lapseChangeClaims } from './jobs'
import type { DeskChange } from './schema/console'

const { approveChange: APPROVE, withdrawChange: WITHDRAW, nextChange: NEXT } = changeRoutes
const RETURN = { verdict: 'RETURN', comment: '铭牌照片不清晰' }

let reviewer: StaffSession
let colleague: StaffSession
let owner: OwnerSession
const deskOf = (who: StaffSession) =>
  changeDesk<DeskChange, OwnDecision>({ ...changeRoutes, ownDecisions: filingRoutes.ownDecisions }, who)
let desk: ReturnType<typeof deskOf>

beforeAll(async () => {
  owner = await ownerSession(db())
  reviewer = await staffSession(db(), 'REVIEWER')
  colleague = await staffSession(db(), 'REVIEWER')
  desk = deskOf(reviewer)
})

type Today = { today: { changes: number } }
const decidedToday = async () =>
  (await callRoute<Today>(filingRoutes.ownDecisions, { headers: reviewer.headers })).body.today.changes

const notices = (changeId: string) => db().notice.count({ where: { changeId } })

describe('a decision on a change', () => {
  test('changes and sends nothing before its time, everything then, once', async () => {
    const { id, machineId } = await desk.claimed()
    const { status, body } = await desk.decide(id)
    expect(status).toBe(202)
    const { decidedAt, takesEffectAt } = await changeDecisionOf(body.decisionId)
    expect(takesEffectAt.getTime() - decidedAt.getTime()).toBe(10_000)
    expect(body.takesEffectAt).toBe(takesEffectAt.toISOString())
    expect(await takeDueChangeDecisions()).toBe(0)
    const before = await decidedToday()
    expect([(await machineOf(machineId)).version, await notices(id)]).toEqual([1, 0])

    await expireChange(body.decisionId)
    // Several servers, and one that was restarted.
    const runs = await Promise.all([1, 2, 3].map(() => takeDueChangeDecisions()))
    expect(runs.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await machineOf(machineId)).toMatchObject({ version: 2, content: { dpf: { model: 'DPF-200' } } })
    expect(await changeOf(id)).toMatchObject({
      status: 'DONE',
      decidedById: reviewer.id,
      decisionDueAt: null,
      claimedById: null,
    })
    expect(await notices(id)).toBe(1)
    expect((await changeDecisionOf(body.decisionId)).outcome).toBe('TAKEN_EFFECT')
    expect(await changeEvents(id)).toEqual(['change.decide', 'change.approve'])
    expect(await takeDueChangeDecisions()).toBe(0)
    expect(await decidedToday()).toBe(before + 1)
  })

  test('closes the change to everybody, its owner included, and keeps the claim', async () => {
    const { id } = await desk.claimed({ filing: { ownerId: owner.id } })
    const { body } = await desk.decide(id)
    await db().change.update({
      where: { id },
      data: { claimedAt: new Date(Date.now() - 2000), claimExpiresAt: new Date(Date.now() - 1000) },
    })
    expect(await lapseChangeClaims()).toBe(0)
    const params = { id }
    const answers = [
      await desk.decide(id),
      await desk.claim(id),
      await desk.release(id),
      await deskOf(colleague).claim(id),
      await callRoute<Problem>(APPROVE, { params, body: { version: 1 }, headers: reviewer.headers }),
    ]
    for (const { status, body: problem } of answers) {
      expect([status, problem.code]).toEqual([409, 'STATE_CONFLICT'])
      expect(problem.detail).toContain('已决定“通过”')
    }
    const withdrawn = await callRoute<Problem>(WITHDRAW, { params, token: owner.token })
    expect([withdrawn.status, withdrawn.body.detail]).toEqual([
      409,
      '该信息变更正在办理，不能撤回，请稍后查看结果',
    ])
    expect(await deskOf(colleague).open(id)).toMatchObject({
      actions: [],
      claimActions: [],
      openDecision: { verdict: 'APPROVE', staffName: reviewer.name, mine: false },
    })
    expect((await desk.own())[0]).toMatchObject({
      decisionId: body.decisionId,
      filingId: null,
      changeId: id,
      changeType: 'DPF',
      verdict: 'APPROVE',
      outcome: null,
    })
    expect((await desk.takeBack(id, body.decisionId)).status).toBe(204)
  })

  test('is taken back as long as it is open; what was entered comes back', async () => {
    const { id, machineId } = await desk.claimed()
    const { body } = await desk.decide(id, RETURN)
    await expireChange(body.decisionId)
    expect((await deskOf(colleague).takeBack(id, body.decisionId)).status).toBe(404)
    expect([
      (await desk.takeBack(id, body.decisionId)).status,
      (await desk.takeBack(id, body.decisionId)).status,
    ]).toEqual([204, 204])
    expect(await takeDueChangeDecisions()).toBe(0)
    expect([(await machineOf(machineId)).version, await notices(id)]).toEqual([1, 0])
    expect(await desk.open(id)).toMatchObject({
      status: 'SUBMITTED',
      version: 1,
      claim: { mine: true },
      openDecision: null,
      enteredBefore: RETURN,
      actions: ['approve', 'return'],
    })
    const again = await desk.decide(id, RETURN)
    await expireChange(again.body.decisionId)
    expect(await takeDueChangeDecisions()).toBe(1)
    expect(await changeOf(id)).toMatchObject({ status: 'RETURNED', comment: RETURN.comment })
    const late = await desk.takeBack(id, again.body.decisionId)
    expect([late.status, late.body?.code]).toEqual([409, 'TOO_LATE'])
    expect(await changeEvents(id)).toEqual([
      'change.decide',
      'change.take-back',
      'change.decide',
      'change.return',
    ])
  })

  test('against its effect at the same moment: one of them wins', async () => {
    const { id } = await desk.claimed()
    const { body } = await desk.decide(id)
    await expireChange(body.decisionId)
    const [back, ended] = await Promise.all([desk.takeBack(id, body.decisionId), takeDueChangeDecisions()])
    const { outcome } = await changeDecisionOf(body.decisionId)
    expect([back.status === 204, ended]).toEqual(outcome === 'TAKEN_BACK' ? [true, 0] : [false, 1])
    expect((await changeOf(id)).status).toBe(outcome === 'TAKEN_BACK' ? 'SUBMITTED' : 'DONE')
  })

  test('needs the officer’s own claim, the version seen and a reason for a return', async () => {
    const free = await makeChange(db())
    const { id } = await desk.claimed()
    const codes = [
      (await desk.decide(free.id)).body.code,
      (await desk.decide(id, { verdict: 'APPROVE', version: 7 })).body.code,
      (await desk.decide(id, { verdict: 'RETURN', comment: ' ' })).body.code,
      (await desk.decide(id, { verdict: 'DECLINE', reason: 'x' })).body.code,
      (await deskOf(colleague).decide(id)).body.code,
    ]
    expect(codes).toEqual(['NOT_CLAIMED', 'VERSION_CONFLICT', 'INVALID', 'INVALID', 'CLAIMED_BY_OTHER'])
    expect(await db().deferredChangeDecision.count({ where: { changeId: { in: [id, free.id] } } })).toBe(0)
  })
})

describe('a decision that cannot take effect', () => {
  test('gives the change back and is told until it is read', async () => {
    const { id, machineId } = await desk.claimed()
    const { body } = await desk.decide(id)
    await db().machine.update({ where: { id: machineId }, data: { status: 'REVOKED' } })
    await expireChange(body.decisionId)
    expect(await takeDueChangeDecisions()).toBe(1)
    expect(await changeDecisionOf(body.decisionId)).toMatchObject({
      outcome: 'FAILED',
      problemCode: 'STATE_CONFLICT',
    })
    expect(await desk.open(id)).toMatchObject({
      claim: { mine: true },
      enteredBefore: { verdict: 'APPROVE' },
    })
    const told = async () => (await desk.own()).find(({ changeId }) => changeId === id)?.problem
    expect(await told()).toContain('登记已撤销')
    expect((await desk.read(id, body.decisionId)).status).toBe(204)
    expect(await told()).toBeNull()
    expect(await changeEvents(id)).toEqual(['change.decide', 'change.decision-fail'])
  })

  test('of a machine that got another owner meanwhile: nothing is changed, the change stays ended', async () => {
    const { id, machineId } = await desk.claimed()
    const { body } = await desk.decide(id)
    await db().$transaction((tx) => lapseWaiting(tx, machineId))
    await expireChange(body.decisionId)
    expect(await takeDueChangeDecisions()).toBe(1)
    expect((await changeDecisionOf(body.decisionId)).problemText).toBe('该信息变更已撤回，不能再次办理')
    expect(await changeOf(id)).toMatchObject({ status: 'WITHDRAWN', claimedById: null })
    expect((await machineOf(machineId)).version).toBe(1)
  })

  test('of an officer who was disabled: anybody may have it', async () => {
    const there = '130205'
    const gone = await staffSession(db(), 'REVIEWER', there)
    const other = await staffSession(db(), 'REVIEWER', there)
    const { id } = await deskOf(gone).claimed({ filing: { districtCode: there } })
    const { body } = await deskOf(gone).decide(id)
    await db().staff.update({ where: { id: gone.id }, data: { disabledAt: new Date() } })
    await expireChange(body.decisionId)
    expect(await takeDueChangeDecisions()).toBe(1)
    expect((await callRoute<DeskChange>(NEXT, { headers: other.headers })).body.id).toBe(id)
  })
})
