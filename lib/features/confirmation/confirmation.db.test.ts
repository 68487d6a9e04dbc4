import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import { filingRoutes } from '@/lib/features/filing/routes'
import { registrationRoutes } from '@/lib/features/registration/routes'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { SECOND_PERSON_SETTING } from '@/lib/features/setting/schema/second-person'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { needSecondPersons } from '@/testing/access-acts'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { ticks } from './jobs'
import { confirmationRoutes } from './routes'

const { revokeMachine: REVOKE, correctStage: CORRECT, getConsoleMachine: MACHINE } = dossierRoutes
const {
  confirmAct: CONFIRM,
  declineAct: DECLINE,
  withdrawAct: WITHDRAW,
  listPendingActs,
} = confirmationRoutes

const HOME = '110101'
const reason = '现场检查不符'
type Problem = { code: string; detail: string }

let asker: StaffSession
let second: StaffSession
let id: string
beforeAll(async () => {
  await needSecondPersons()
  asker = await staffSession(db(), 'SUPERVISOR', HOME)
  second = await staffSession(db(), 'SUPERVISOR', '110000')
})
beforeEach(async () => {
  const { machineId } = await makeFiling(db(), 'COLLECTED', { districtCode: HOME })
  id = machineId ?? ''
})

const call = <T = ConsoleMachine & Problem>(route: Route, who: StaffSession, of: string, body?: unknown) =>
  callRoute<T>(route, { params: { id: of }, body, headers: who.headers })
const decide = (route: Route, who: StaffSession, of: string, body?: unknown) =>
  call<PendingAct & Problem>(route, who, of, body)
const revoke = (who = asker) => call(REVOKE, who, id, { version: 1, reason })
async function waiting(): Promise<string> {
  expect((await revoke()).status).toBe(200)
  return (await db().pendingAct.findFirstOrThrow({ where: { subjectId: id, state: 'WAITING' } })).id
}
const machine = () => db().machine.findUniqueOrThrow({ where: { id } })
const written = async () =>
  (await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } }))
    .filter(({ action }) => action.startsWith('act.') || action === 'machine.revoke')
    .map(({ action, actorId, details }) => ({ action, actorId, details }))
const toldOwner = () => db().notice.count({ where: { machineId: id, kind: 'MACHINE_REVOKED' } })
const listed = async (who: StaffSession, view: 'WAITING' | 'OWN') =>
  (
    await callRoute<{ data: PendingAct[] }>(listPendingActs, {
      query: { view, limit: '100' },
      headers: who.headers,
    })
  ).body.data.find(({ subject }) => subject.id === id)

describe('an act that needs a second person', () => {
  test('changes nothing when it is asked for, and says who can confirm it', async () => {
    const answer = await revoke()
    expect(answer).toMatchObject({ status: 200, body: { status: 'ACTIVE', version: 1, waiting: true } })
    expect(answer.body.actions).toEqual(['CORRECT_STAGE'])
    expect(answer.body.pendingActs).toMatchObject([
      { kind: 'REVOKE_MACHINE', own: true, askedBy: asker.name, reason, may: ['WITHDRAW'], changed: false },
    ])
    const names = answer.body.pendingActs[0]?.confirmers.map(({ bureauName }) => bureauName)
    const { bureau } = await db().staff.findUniqueOrThrow({
      where: { id: second.id },
      include: { bureau: true },
    })
    expect(names).toContain(bureau.name)
    expect(await toldOwner()).toBe(0)
    expect(await written()).toEqual([
      { action: 'act.ask', actorId: asker.id, details: { actKind: 'REVOKE_MACHINE', reason } },
    ])
    expect((await call(MACHINE, second, id)).body.pendingActs[0]?.may).toEqual(['CONFIRM', 'DECLINE'])
    expect(await listed(second, 'WAITING')).toMatchObject({ subject: { id } })
    expect(await listed(asker, 'WAITING')).toBeUndefined()
  })

  test('is done when another confirms it, with both names', async () => {
    const act = await waiting()
    expect(await decide(CONFIRM, second, act)).toMatchObject({ status: 200, body: { state: 'CONFIRMED' } })
    expect(await machine()).toMatchObject({ status: 'REVOKED', version: 2 })
    expect(await toldOwner()).toBe(1)
    const events = await written()
    expect(events.at(-1)).toMatchObject({
      action: 'machine.revoke',
      actorId: second.id,
      details: { reason, askedBy: asker.id },
    })
    const { body } = await call(MACHINE, asker, id)
    const both = `${asker.name}（提出）、${second.name}（确认）`
    expect([body.ending?.by, body.history[0]?.by, body.pendingActs]).toEqual([both, both, []])
    expect(await listed(asker, 'OWN')).toMatchObject({ state: 'CONFIRMED', decidedBy: second.name })
  })

  test('is asked for once, and confirmed once, by those who press at the same moment', async () => {
    const other = await staffSession(db(), 'SUPERVISOR', HOME)
    const asking = await Promise.all([revoke(), revoke(other), revoke(), revoke(other)])
    expect(asking.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    const { id: act, askedById } = await db().pendingAct.findFirstOrThrow({ where: { subjectId: id } })
    const third = askedById === asker.id ? other : asker
    const answers = await Promise.all([second, third, second].map((who) => decide(CONFIRM, who, act)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect((await written()).filter(({ action }) => action === 'machine.revoke')).toHaveLength(1)
  })

  test('is not confirmed once the registration has changed', async () => {
    const act = await waiting()
    await db().machine.update({ where: { id }, data: { version: 2 } })
    const { body } = await call(MACHINE, second, id)
    expect(body.pendingActs).toMatchObject([{ changed: true, may: ['DECLINE'] }])
    const refused = await decide(CONFIRM, second, act)
    expect([refused.status, refused.body.code]).toEqual([409, 'VERSION_CONFLICT'])
    expect(await machine()).toMatchObject({ status: 'ACTIVE', version: 2 })
    expect(await db().pendingAct.findUnique({ where: { id: act } })).toMatchObject({ state: 'WAITING' })
  })

  test('is declined with a reason that the asker reads, and may be asked for again', async () => {
    const declined = await decide(DECLINE, second, await waiting(), { reason: '请补充现场照片' })
    expect(declined).toMatchObject({ status: 200, body: { state: 'DECLINED' } })
    expect(await machine()).toMatchObject({ status: 'ACTIVE', version: 1 })
    expect(await listed(asker, 'OWN')).toMatchObject({ state: 'DECLINED', declineReason: '请补充现场照片' })
    expect((await written()).at(-1)).toMatchObject({ action: 'act.decline', actorId: second.id })
    await waiting()
  })

  test('is withdrawn by who asked, and by nobody else', async () => {
    const act = await waiting()
    expect((await decide(WITHDRAW, second, act)).status).toBe(404)
    expect(await decide(WITHDRAW, asker, act)).toMatchObject({ status: 200, body: { state: 'WITHDRAWN' } })
    expect((await decide(WITHDRAW, asker, act)).status).toBe(409)
    expect((await decide(CONFIRM, second, act)).status).toBe(409)
  })

  test('lapses when nobody says anything', async () => {
    const act = await waiting()
    const past = { askedAt: new Date(Date.now() - 20_000), lapsesAt: new Date(Date.now() - 10_000) }
    await db().pendingAct.update({ where: { id: act }, data: past })
    expect((await decide(CONFIRM, second, act)).status).toBe(409)
    expect(await listed(second, 'WAITING')).toBeUndefined()
    expect(await listed(asker, 'OWN')).toMatchObject({ state: 'LAPSED', may: [] })
    for (const tick of ticks) await tick.run()
    expect((await written()).at(-1)).toMatchObject({ action: 'act.lapse', actorId: null })
    expect((await db().pendingAct.findUniqueOrThrow({ where: { id: act } })).state).toBe('LAPSED')
    await waiting()
  })

  test('is not confirmed for who was disabled since', async () => {
    const gone = await staffSession(db(), 'SUPERVISOR', HOME)
    expect((await revoke(gone)).status).toBe(200)
    await db().staff.update({ where: { id: gone.id }, data: { disabledAt: new Date() } })
    const { id: act } = await db().pendingAct.findFirstOrThrow({ where: { subjectId: id } })
    const refused = await decide(CONFIRM, second, act)
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      '提出人的账号已停用或调整，不能确认；需要时请重新提出',
    ])
    expect((await machine()).status).toBe('ACTIVE')
  })

  test('is refused at once where the act itself would be', async () => {
    const stage = (await machine()).emissionStage
    const same = await call(CORRECT, asker, id, { version: 1, reason, emissionStage: stage })
    expect(same.status).toBe(422)
    expect((await call(REVOKE, asker, id, { version: 7, reason })).body.code).toBe('VERSION_CONFLICT')
    expect(await db().pendingAct.count({ where: { subjectId: id } })).toBe(0)
  })

  test('is done at once where the rule does not ask for it', async () => {
    const value = { ...SECOND_PERSON_SETTING.initial, REVOKE_MACHINE: false }
    const key = { key: 'second-person', divisionCode: '000000' }
    await db().setting.create({ data: { ...key, value } })
    expect(await revoke()).toMatchObject({ status: 200, body: { status: 'REVOKED', pendingActs: [] } })
    await db().setting.delete({ where: { key_divisionCode: key } })
  })

  test('is counted in the menu of who may confirm it only', async () => {
    const count = async (who: StaffSession) => {
      const { body } = await callRoute<{ data: { slug: string; count: number }[] }>(filingRoutes.queues, {
        headers: who.headers,
      })
      return body.data.find(({ slug }) => slug === 'confirmations')?.count
    }
    const [before, own] = [(await count(second)) ?? 0, await count(asker)]
    await waiting()
    expect([await count(second), await count(asker)]).toEqual([before + 1, own])
    expect(await count(await staffSession(db(), 'REVIEWER', HOME))).toBeUndefined()
    expect(await count(await staffSession(db(), 'SUPERVISOR', '130200'))).toBe(0)
  })

  test('the database refuses one person in both parts', async () => {
    const act = await waiting()
    const data = { state: 'CONFIRMED', decidedById: asker.id, endedAt: new Date() } as const
    await expect(db().pendingAct.update({ where: { id: act }, data })).rejects.toThrow(
      'pending_act_other_person',
    )
  })
})

describe('the deletion of a series', () => {
  const { deleteSeries: DELETE, listSeries: LIST } = registrationRoutes
  type Listed = { data: { id: string; unused: boolean; pendingAct: PendingAct | null }[] }
  const series = async (who: StaffSession, of: string) =>
    (await callRoute<Listed>(LIST, { headers: who.headers })).body.data.find((each) => each.id === of)

  test('waits, is refused once a number was issued, and done while none was', async () => {
    const [one, other] = [
      await staffSession(db(), 'ADMINISTRATOR', HOME),
      await staffSession(db(), 'ADMINISTRATOR', '110000'),
    ]
    const { id: of, lastSerial } = await makeSeries(db(), HOME)
    const ask = () => call<{ waiting: boolean } & Problem>(DELETE, one, of, { lastSerial, reason })
    expect(await ask()).toMatchObject({ status: 200, body: { waiting: true } })
    const act = (await series(other, of))?.pendingAct
    expect(act).toMatchObject({ kind: 'DELETE_SERIES', may: ['CONFIRM', 'DECLINE'] })
    await db().numberSeries.update({ where: { id: of }, data: { nextSerial: { increment: 1 } } })
    expect((await decide(CONFIRM, other, act?.id ?? '')).body.code).toBe('VERSION_CONFLICT')
    expect((await decide(WITHDRAW, one, act?.id ?? '')).status).toBe(200)
    expect((await ask()).body.code).toBe('IN_USE')
    await db().numberSeries.update({ where: { id: of }, data: { nextSerial: 1 } })
    expect((await ask()).status).toBe(200)
    const again = (await series(other, of))?.pendingAct
    expect((await decide(CONFIRM, other, again?.id ?? '')).status).toBe(200)
    expect(await series(one, of)).toBeUndefined()
    const event = await db().auditEvent.findFirst({ where: { subjectId: of, action: 'series.delete' } })
    expect(event).toMatchObject({ actorId: other.id, details: { askedBy: one.id, reason } })
  })
})
