import { randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { changeRoutes } from '@/lib/features/change/routes'
import type { DeskChange } from '@/lib/features/change/schema/console'
import { filingRoutes } from '@/lib/features/filing/routes'
import { ownDataRoutes } from '@/lib/features/own-data/routes'
import { viewingRoutes } from '@/lib/features/viewing/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeChange } from '@/prisma/factories/change'
import { makeFiling } from '@/prisma/factories/filing'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { makeMember } from '@/prisma/factories/unit'
import { callRoute } from '@/testing/call-route'
import { messagesTo } from '@/testing/outbox'
import { actingToken, ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { memberRoutes } from './routes'
import type { OwnUnits, People } from './schema'

type Tokens = { accessToken: string; refreshToken: string }
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
const remove = (token: string, id: string) =>
  callRoute<Refusal>(memberRoutes.removeMember, { token, params: { ...of(token), id } })
const actFor = (token: string, unitId: string | null) =>
  callRoute<Tokens & Refusal>(memberRoutes.actFor, { token, body: { unitId } })
const me = async (token: string) => (await callRoute(accountRoutes.me, { token })).status

describe('an operator', () => {
  it('is invited by phone, accepts, acts for the unit by name, and is out the moment the unit says so', async () => {
    const unit = await company()
    const person = await ownerSession(db(), { name: '李经办' })
    const { status, body } = await invite(unit.token, person.phone)
    expect([status, body.messaged]).toEqual([201, true])
    const [message] = await messagesTo(person.phone)
    expect(message?.text).toContain('北京众人机械有限公司邀请您代其办理')

    expect((await units(person.token)).invitations).toMatchObject([
      { unitName: '北京众人机械有限公司', role: 'FILE', invitedBy: null },
    ])
    expect((await accept(person.token, body.invitation.id)).body.units).toMatchObject([{ unitId: unit.id }])
    const acting = await actFor(person.token, unit.id)
    expect(acting.status).toBe(201)
    const token = acting.body.accessToken
    expect(await units(token)).toMatchObject({
      actingFor: { id: unit.id, role: 'FILE' },
      person: { name: '李经办' },
    })

    const { id } = await makeFiling(db(), 'DRAFT', { filerId: unit.id })
    const filed = await callRoute<{ operatorName: string; filerId: string }>(filingRoutes.submitFiling, {
      token,
      params: { id },
    })
    expect(filed.body).toMatchObject({ operatorName: '李经办', filerId: unit.id })
    const own = await callRoute<{ unitRole: string | null; name: string }>(accountRoutes.me, { token })
    expect(own.body).toMatchObject({ name: '北京众人机械有限公司', unitRole: 'FILE' })
    const alone = await callRoute<{ unitRole: string | null }>(accountRoutes.me, { token: person.token })
    expect(alone.body.unitRole).toBeNull()
    const event = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: id, action: 'filing.submit' },
    })
    expect(event).toMatchObject({ actorId: unit.id, details: { revision: 1, operator: person.id } })

    const place = (await people(unit.token)).members.find(({ name }) => name === '李经办')
    expect((await remove(unit.token, place?.id ?? '')).status).toBe(204)
    expect([await me(token), await me(person.token), await me(unit.token)]).toEqual([401, 200, 200])
    const { refreshToken } = acting.body
    expect((await callRoute(accountRoutes.refreshSession, { body: { refreshToken } })).status).toBe(401)
    expect((await actFor(person.token, unit.id)).status).toBe(404)
  })

  it('goes back to the own name, and its session is no younger for it', async () => {
    const unit = await company()
    const person = await ownerSession(db())
    await db().unitMember.create({ data: { unitId: unit.id, personId: person.id, role: 'LOOK' } })
    const signedInAt = new Date(Date.now() - 100 * 86_400_000)
    await db().accountSession.updateMany({ where: { accountId: person.id }, data: { createdAt: signedInAt } })
    const acting = await actFor(person.token, unit.id)
    const back = await actFor(acting.body.accessToken, null)
    expect((await units(back.body.accessToken)).actingFor).toBeNull()
    const sessions = await db().accountSession.findMany({
      where: { OR: [{ accountId: person.id }, { personId: person.id }] },
    })
    expect(sessions.map(({ createdAt }) => createdAt)).toEqual([signedInAt, signedInAt, signedInAt])
  })

  it('of role FILE may neither cancel, nor manage people; the detail says who can', async () => {
    const unit = await company()
    const person = await makeMember(db(), unit.id, 'FILE')
    const token = await actingToken(db(), unit.id, person.id)
    const machineId = (await makeFiling(db(), 'COLLECTED', { ownerId: unit.id })).machineId ?? ''
    const photos = [{ slot: 'OTHER_1', photoId: randomUUID() }]
    const body = { type: 'CANCELLATION', reason: '报废', photos }
    const params = { id: machineId }
    const refused = await callRoute<Refusal>(changeRoutes.createChange, { token, params, body })
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN'])
    expect(refused.body.detail).toContain('您在本单位的权限是“办理”')
    expect(await db().change.count({ where: { machineId } })).toBe(0)
    expect((await callRoute(memberRoutes.people, { token, params: of(token) })).status).toBe(403)
  })

  it('is named to the officer whose desk has the change it asked for, and finds that the officer saw it', async () => {
    const unit = await company()
    const person = await makeMember(db(), unit.id, 'FILE')
    const { id, filing } = await makeChange(db(), { filing: { ownerId: unit.id } })
    await db().change.update({ where: { id }, data: { operatorId: person.id } })
    const { districtCode } = await db().filing.findUniqueOrThrow({ where: { id: filing.id } })
    const { headers } = await staffSession(db(), 'REVIEWER', districtCode ?? '')
    const desk = await callRoute<DeskChange>(changeRoutes.getDeskChange, { params: { id }, headers })
    expect(desk.body.operatorName).toBe(person.name)
    await callRoute(changeRoutes.claimChange, { params: { id }, headers })
    const opened = await callRoute<Tokens>(accountRoutes.openSession, {
      body: { phone: person.phone, password: FACTORY_PASSWORD },
    })
    const seen = await callRoute<{ data: { kind: string }[] }>(viewingRoutes.viewings, {
      token: opened.body.accessToken,
    })
    expect(seen.body.data).toMatchObject([{ kind: 'REVIEWED', about: null }])
  })

  it('loses the acting sessions with its own password', async () => {
    const unit = await company()
    const person = await makeMember(db(), unit.id, 'FILE')
    const token = await actingToken(db(), unit.id, person.id)
    const own = await callRoute<Tokens>(accountRoutes.openSession, {
      body: { phone: person.phone, password: FACTORY_PASSWORD },
    })
    const everywhere = { token: own.body.accessToken, query: { everywhere: 'true' } }
    expect((await callRoute(accountRoutes.endSession, everywhere)).status).toBe(204)
    expect([await me(token), await me(unit.token)]).toEqual([401, 200])
  })
})

describe('the last who manages', () => {
  it('stays, until another does; then even the phone of the account is out', async () => {
    const unit = await company()
    const [phone] = (await people(unit.token)).members
    expect(phone).toMatchObject({ isUnitPhone: true, isYou: true, name: null, role: 'MANAGE' })
    const id = phone?.id ?? ''
    expect((await remove(unit.token, id)).body.detail).toContain('至少要有一名')
    const lower = { token: unit.token, params: { unitId: unit.id, id }, body: { role: 'LOOK' } }
    expect((await callRoute(memberRoutes.changeRole, lower)).status).toBe(409)
    const boss = await makeMember(db(), unit.id, 'MANAGE')
    const token = await actingToken(db(), unit.id, boss.id)
    expect((await remove(token, id)).status).toBe(204)
    expect(await me(unit.token)).toBe(401)
    const entry = { body: { phone: unit.phone, password: FACTORY_PASSWORD } }
    const refused = await callRoute<Refusal>(accountRoutes.openSession, entry)
    expect([refused.status, refused.body.detail]).toEqual([401, expect.stringContaining('个人账号')])
    expect((await remove(token, boss.placeId)).status).toBe(409)
  })

  it('is one of two who remove each other at once', async () => {
    const unit = await company()
    const one = await makeMember(db(), unit.id, 'MANAGE')
    const two = await makeMember(db(), unit.id, 'MANAGE')
    const [phone] = (await people(unit.token)).members
    await remove(await actingToken(db(), unit.id, one.id), phone?.id ?? '')
    const tokens = await Promise.all([one, two].map(({ id }) => actingToken(db(), unit.id, id)))
    const answers = await Promise.all([
      remove(tokens[0] ?? '', two.placeId),
      remove(tokens[1] ?? '', one.placeId),
    ])
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(await db().unitMember.count({ where: { unitId: unit.id, role: 'MANAGE', endedAt: null } })).toBe(1)
  })

  it('is held by the database, too', async () => {
    const { id } = await makeAccount(db(), { type: 'UNIT' })
    const alone = { where: { unitId: id }, data: { endedAt: new Date() } }
    await expect(db().unitMember.updateMany(alone)).rejects.toThrow('nobody who manages it')
    const person = await makeAccount(db())
    const wrong = { unitId: person.id, personId: id, role: 'FILE' as const }
    await expect(db().unitMember.create({ data: wrong })).rejects.toThrow('acts for a registered unit')
  })
})

describe('closing', () => {
  const obstaclesOf = async (token: string) =>
    (await callRoute<{ obstacles: { kind: string }[] }>(ownDataRoutes.closing, { token })).body.obstacles

  it('waits for another to manage the unit that only this person manages', async () => {
    const unit = await company()
    const boss = await ownerSession(db())
    await db().unitMember.create({ data: { unitId: unit.id, personId: boss.id, role: 'MANAGE' } })
    expect(await obstaclesOf(boss.token)).toEqual([])
    await db().unitMember.updateMany({
      where: { unitId: unit.id, personId: unit.id },
      data: { endedAt: new Date() },
    })
    expect(await obstaclesOf(boss.token)).toEqual([{ kind: 'UNITS', count: 1 }])
  })
})
