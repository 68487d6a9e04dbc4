import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { newPhone, newUnitNumber } from '@/prisma/factories/identity'
import { makeInvitation } from '@/prisma/factories/unit'
import { callRoute } from '@/testing/call-route'
import { messagesTo } from '@/testing/outbox'
import { ownerSession } from '@/testing/owner-session'
import { memberRoutes } from './routes'
import type { OwnUnits, People } from './schema'

type Refusal = { code?: string; detail?: string }
type Invited = { invitation: { id: string }; messaged: boolean } & Refusal

const company = () => ownerSession(db(), { type: 'UNIT', name: '北京众人机械有限公司' })
/** The unit of a session, as the page takes it from the token. */
const of = (token: string) => ({ unitId: decodeJwt(token).sub ?? '' })
const invite = (token: string, phone: string, role = 'FILE') =>
  callRoute<Invited>(memberRoutes.invite, { token, params: of(token), body: { phone, role } })
const people = async (token: string) =>
  (await callRoute<People>(memberRoutes.people, { token, params: of(token) })).body
const units = async (token: string) => (await callRoute<OwnUnits>(memberRoutes.ownUnits, { token })).body
const accept = (token: string, id: string) =>
  callRoute<OwnUnits & Refusal>(memberRoutes.acceptInvitation, { token, params: { id } })

describe('an invitation', () => {
  it('says the same of a registered phone and of another', async () => {
    const unit = await company()
    const { phone } = await makeAccount(db())
    const shape = async (to: string) => {
      const { status, body } = await invite(unit.token, to)
      const {
        id: _,
        phoneMasked: __,
        createdAt: ___,
        expiresAt: ____,
        ...rest
      } = body.invitation as Record<string, unknown>
      return { status, messaged: body.messaged, rest }
    }
    expect(await shape(phone)).toEqual(await shape(newPhone()))
  })

  it('is answered once, by the phone it was sent to, while it waits', async () => {
    const unit = await company()
    const person = await ownerSession(db())
    const stranger = await ownerSession(db())
    const id = await makeInvitation(db(), unit.id, person.phone)
    expect((await accept(stranger.token, id)).status).toBe(404)
    const answers = await Promise.all(Array.from({ length: 4 }, () => accept(person.token, id)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404])
    expect(await db().unitInvitation.findUniqueOrThrow({ where: { id } })).toMatchObject({
      phone: null,
      phoneIndex: null,
    })

    const other = await ownerSession(db())
    const withdrawn = await makeInvitation(db(), unit.id, other.phone)
    await callRoute(memberRoutes.withdrawInvitation, {
      token: unit.token,
      params: { unitId: unit.id, id: withdrawn },
    })
    expect((await accept(other.token, withdrawn)).status).toBe(404)
    const expired = await makeInvitation(db(), unit.id, other.phone)
    await db().unitInvitation.update({ where: { id: expired }, data: { expiresAt: new Date(0) } })
    expect((await units(other.token)).invitations).toEqual([])
    expect((await accept(other.token, expired)).status).toBe(404)
    // The expired one makes room.
    expect((await invite(unit.token, other.phone)).status).toBe(201)
    expect((await invite(unit.token, other.phone)).body.code).toBe('STATE_CONFLICT')
  })

  it('keeps within the messages of a day for a phone', async () => {
    const phone = newPhone()
    for (let count = 0; count < 10; count++)
      expect((await invite((await company()).token, phone)).status).toBe(201)
    expect((await invite((await company()).token, phone)).body.code).toBe('RATE_LIMITED')
    expect(await messagesTo(phone)).toHaveLength(10)
  })
})

describe('a request to join', () => {
  const ask = (token: string, unitCode: string) =>
    callRoute<OwnUnits & Refusal>(memberRoutes.askToJoin, { token, body: { unitCode } })

  it('reaches who manages the unit of the code, and tells the applicant its state alone', async () => {
    const unit = await company()
    const person = await ownerSession(db(), { name: '王申请' })
    const [known, unknown] = [
      await ask(person.token, unit.idNumber),
      await ask(person.token, newUnitNumber()),
    ]
    expect([known.status, unknown.status]).toEqual([201, 201])
    expect((await ask(person.token, unit.idNumber)).body.code).toBe('STATE_CONFLICT')
    expect(JSON.stringify((await units(person.token)).requests)).not.toContain(unit.name)
    expect((await units(unit.token)).waiting).toBe(1)
    const [request] = (await people(unit.token)).requests
    expect(request?.name).toBe('王申请')
    const params = { unitId: unit.id, id: request?.id ?? '' }
    const stranger = await company()
    const wrong = {
      token: stranger.token,
      params: { ...params, unitId: stranger.id },
      body: { role: 'MANAGE' },
    }
    expect((await callRoute(memberRoutes.acceptRequest, wrong)).status).toBe(404)
    const foreign = { token: stranger.token, params, body: { role: 'MANAGE' } }
    expect((await callRoute(memberRoutes.acceptRequest, foreign)).status).toBe(404)
    const right = { token: unit.token, params, body: { role: 'LOOK' } }
    expect((await callRoute(memberRoutes.acceptRequest, right)).status).toBe(200)
    const after = await units(person.token)
    expect(after.units).toMatchObject([{ name: unit.name, role: 'LOOK' }])
    expect(after.requests.map(({ state }) => state)).toEqual(['OPEN', 'ACCEPTED'])
  })

  it('waits for a unit that registers later, as the page promises', async () => {
    const unitCode = newUnitNumber()
    expect((await ask((await ownerSession(db(), { name: '王先来' })).token, unitCode)).status).toBe(201)
    const unit = await ownerSession(db(), { type: 'UNIT', idNumber: unitCode })
    expect((await people(unit.token)).requests.map(({ name }) => name)).toEqual(['王先来'])
  })

  it('does not reach an account that only says the code is its own', async () => {
    const unit = await company()
    const claimant = await ownerSession(db(), { type: 'UNIT', proved: false })
    const { idNumberIndex } = await db().account.findUniqueOrThrow({ where: { id: unit.id } })
    await db().account.update({ where: { id: claimant.id }, data: { contestedIndex: idNumberIndex } })
    await ask((await ownerSession(db())).token, unit.idNumber)
    expect((await people(claimant.token)).requests).toEqual([])
  })
})
