import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { needSecondPersons } from '@/testing/access-acts'
import { callRoute } from '@/testing/call-route'
import { messagesTo, newestCode } from '@/testing/outbox'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { confirmationRoutes } from './routes'

const HOME = '110101'
const AWAY = '130203'
type Problem = { code?: string; detail?: string }

let asker: StaffSession
let second: StaffSession
let owner: OwnerSession
let buyer: OwnerSession
let id: string
afterAll(stopWorkers)
beforeAll(async () => {
  await needSecondPersons()
  asker = await staffSession(db(), 'SUPERVISOR', HOME)
  second = await staffSession(db(), 'SUPERVISOR', '110000')
})
beforeEach(async () => {
  owner = await ownerSession(db())
  buyer = await ownerSession(db())
  id = (await makeFiling(db(), 'COLLECTED', { ownerId: owner.id, districtCode: HOME })).machineId ?? ''
})

const revoke = () =>
  callRoute<Problem>(dossierRoutes.revokeMachine, {
    params: { id },
    headers: asker.headers,
    body: { version: 1, reason: '现场检查不符' },
  })
const change = (body: object, { token } = owner) =>
  callRoute<Problem>(changeRoutes.createChange, { params: { id }, token, body })
const move = async () =>
  change({ type: 'PLACE', districtCode: AWAY, photoId: (await makePhoto(db(), owner.id)).id })
const waiting = () => db().pendingAct.findFirst({ where: { subjectId: id, state: 'WAITING' } })
const decide = async (route: 'confirmAct' | 'declineAct', body?: object) =>
  callRoute<Problem>(confirmationRoutes[route], {
    params: { id: (await waiting())?.id ?? '' },
    headers: second.headers,
    body,
  })
const machine = () =>
  db().machine.findUniqueOrThrow({
    where: { id },
    select: { status: true, districtCode: true, ownerId: true },
  })

/** Both at once, each in half of the rounds first. */
async function atOnce(round: number, calls: [() => Promise<{ status: number }>, typeof move]) {
  const inOrder = round % 2 === 0 ? calls : calls.toReversed()
  const answers = await Promise.all(inOrder.map((call) => call()))
  return (round % 2 === 0 ? answers : answers.toReversed()).map(({ status }) => status)
}

describe('while a revocation waits for its second person', () => {
  test('the machine is not taken to another area, and the owner learns whom to ask, not what is planned', async () => {
    expect((await revoke()).status).toBe(200)
    const { status, body } = await move()
    expect([status, body.code]).toEqual([409, 'STATE_CONFLICT'])
    const { bureau } = await db().staff.findUniqueOrThrow({
      where: { id: asker.id },
      include: { bureau: true },
    })
    expect(body.detail).toContain(bureau.officeName)
    expect(body.detail).toContain(bureau.phone)
    expect(body.detail).not.toMatch(/撤销|第二人|现场检查/)
    expect(await decide('confirmAct')).toMatchObject({ status: 200 })
    expect(await machine()).toEqual({ status: 'REVOKED', districtCode: HOME, ownerId: owner.id })
  })

  test('it is not sold: the seller gets no code, and a buyer who has both codes is refused', async () => {
    const sides = { fromPhone: owner.phone, toPhone: buyer.phone, toName: buyer.name }
    const ask = (side: 'FROM' | 'TO') =>
      callRoute<Problem>(changeRoutes.transferCode, {
        params: { id },
        token: owner.token,
        body: { side, ...sides },
      })
    expect((await ask('FROM')).status).toBe(202)
    expect((await ask('TO')).status).toBe(202)
    const fromCode = await newestCode(owner.phone, 'TRANSFER_FROM')
    const toCode = await newestCode(buyer.phone, 'TRANSFER_TO')
    expect((await revoke()).status).toBe(200)
    const sent = (await messagesTo(owner.phone)).length
    expect((await ask('FROM')).body.detail).toContain('正在处理这台机械的登记')
    expect(await messagesTo(owner.phone)).toHaveLength(sent)
    const numbers = { fromIdNumber: owner.idNumber, toIdNumber: buyer.idNumber }
    const sale = { type: 'OWNER', ...sides, ...numbers, fromCode, toCode }
    for (const who of [owner, buyer]) expect((await change(sale, who)).status).toBe(409)
    expect((await machine()).ownerId).toBe(owner.id)
  })

  test('declined or lapsed, it binds nobody', async () => {
    await revoke()
    expect((await decide('declineAct', { reason: '请补充现场照片' })).status).toBe(200)
    expect((await move()).status).toBe(201)
  })

  test('one whose time is over does not bind before the job has come by', async () => {
    await revoke()
    const past = { askedAt: new Date(Date.now() - 20_000), lapsesAt: new Date(Date.now() - 10_000) }
    await db().pendingAct.updateMany({ where: { subjectId: id }, data: past })
    expect((await move()).status).toBe(201)
  })
})

describe('at the same moment', () => {
  test('asking and moving: either it waits and the machine is here, or it is away and nothing waits', async () => {
    for (let round = 0; round < 10; round += 1) {
      id = (await makeFiling(db(), 'COLLECTED', { ownerId: owner.id, districtCode: HOME })).machineId ?? ''
      const [asked, moved] = await atOnce(round, [revoke, move])
      const { districtCode } = await machine()
      if (asked === 200) {
        expect([moved, districtCode]).toEqual([409, HOME])
        expect((await decide('confirmAct')).status).toBe(200)
      } else {
        expect([asked, moved, districtCode, await waiting()]).toEqual([404, 201, AWAY, null])
      }
    }
  })

  test('confirming and moving: the registration is revoked where it was', async () => {
    for (let round = 0; round < 10; round += 1) {
      id = (await makeFiling(db(), 'COLLECTED', { ownerId: owner.id, districtCode: HOME })).machineId ?? ''
      await revoke()
      const statuses = await atOnce(round, [() => decide('confirmAct'), move])
      expect(statuses).toEqual([200, 409])
      expect(await machine()).toMatchObject({ status: 'REVOKED', districtCode: HOME })
    }
  })
})
