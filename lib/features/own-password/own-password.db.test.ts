import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import type { MeDto, TokensDto } from '@/lib/features/account/schema'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { NO_PASSWORD } from '@/lib/server/secrets/password'
import { makeAccount } from '@/prisma/factories/account'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { callRoute } from '@/testing/call-route'
import { messagesTo, newestCode } from '@/testing/outbox'
import { actingToken, type OwnerSession, ownerSession } from '@/testing/owner-session'
import { ownPasswordRoutes } from './routes'

afterAll(stopWorkers)

type Problem = { code: string; errors?: { path: string; code: string; message: string }[] }
const NEW = 'Another-2031x'

let owner: OwnerSession
beforeEach(async () => {
  owner = await ownerSession(db())
})

const change = (body: object, token = owner.token) =>
  callRoute<Problem>(ownPasswordRoutes.changeOwnPassword, { token, body })
const byPassword = (currentPassword: string, password = NEW, token?: string) =>
  change({ currentPassword, password }, token)
const fault = ({ body }: { body: Problem }) => [body.errors?.[0]?.path, body.errors?.[0]?.code]
const signIn = (body: object) => callRoute<TokensDto & Problem>(accountRoutes.openSession, { body })
const me = (token: string) => callRoute<MeDto>(accountRoutes.me, { token })
const codeTo = async (phone: string) => {
  await callRoute(accountRoutes.sendCode, { body: { phone, purpose: 'RESET_PASSWORD' } })
  return newestCode(phone, 'RESET_PASSWORD')
}
const changes = (subjectId: string) =>
  db().auditEvent.findMany({ where: { subjectId, action: 'account.change-password' } })

describe('by the password so far', () => {
  it('sets the new one, ends the other sessions, tickets and the WeChat link, and tells the owner', async () => {
    const other = await signIn({ phone: owner.phone, password: FACTORY_PASSWORD })
    const ticket = await callRoute<{ ticket: string }>(accountRoutes.issueTicket, { token: owner.token })
    await db().account.update({ where: { id: owner.id }, data: { wechatIndex: `w-${owner.id}` } })
    expect((await byPassword(FACTORY_PASSWORD)).status).toBe(204)
    expect((await me(owner.token)).body.hasPassword).toBe(true)
    expect((await me(other.body.accessToken)).status).toBe(401)
    expect((await signIn({ ticket: ticket.body.ticket })).status).toBe(401)
    expect((await signIn({ phone: owner.phone, password: FACTORY_PASSWORD })).status).toBe(401)
    expect((await signIn({ phone: owner.phone, password: NEW })).status).toBe(201)
    expect((await db().account.findUniqueOrThrow({ where: { id: owner.id } })).wechatIndex).toBeNull()
    expect((await messagesTo(owner.phone)).at(-1)).toMatchObject({ purpose: 'PASSWORD_CHANGED', code: '' })
    expect(await db().notice.findMany({ where: { accountId: owner.id } })).toMatchObject([
      { kind: 'PASSWORD_CHANGED' },
    ])
    const [row, ...more] = await changes(owner.id)
    expect([row?.details, more]).toEqual([{ by: 'password', endedSessions: 1, unlinkedWechat: true }, []])
  })

  it('counts wrong ones, like those of the own copy; the right one does not help while it is locked', async () => {
    const answers = []
    for (let n = 0; n < 6; n += 1) answers.push(await byPassword(`wrong-${n}-2019`))
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 429])
    expect(answers.slice(0, 1).map(fault)).toEqual([['currentPassword', 'WRONG_PASSWORD']])
    expect((await byPassword(FACTORY_PASSWORD)).status).toBe(429)
    // Signing in is another door, and the code a third.
    expect((await signIn({ phone: owner.phone, password: FACTORY_PASSWORD })).status).toBe(201)
    const code = await codeTo(owner.phone)
    expect((await change({ phone: owner.phone, code, password: NEW })).status).toBe(204)
    expect((await byPassword(NEW, 'Yet-another-77')).status).toBe(204)
    expect(await changes(owner.id)).toHaveLength(2)
  })

  it('refuses the same, a common one and one with the own name or phone, and counts none of them as wrong', async () => {
    for (const password of [FACTORY_PASSWORD, 'password1', `a${owner.phone}`, 'short1', `${owner.name}abc1`])
      expect((await byPassword(FACTORY_PASSWORD, password)).body.errors?.[0]?.path, password).toBe('password')
    expect(await db().signInTries.count({ where: { accountId: owner.id } })).toBe(0)
    expect(await changes(owner.id)).toEqual([])
  })

  it('of two at once one succeeds', async () => {
    const answers = await Promise.all([
      byPassword(FACTORY_PASSWORD, 'First-one-2031'),
      byPassword(FACTORY_PASSWORD, 'Second-one-2031'),
    ])
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(await changes(owner.id)).toHaveLength(1)
  })

  it('tells the phone ten times a day at most, and changes it all the same', async () => {
    let password: string = FACTORY_PASSWORD
    for (let n = 0; n < 11; n += 1) {
      const next = `Change-${n}-2031`
      expect((await byPassword(password, next)).status).toBe(204)
      password = next
    }
    expect(await messagesTo(owner.phone)).toHaveLength(10)
    expect((await signIn({ phone: owner.phone, password })).status).toBe(201)
  })
})

describe('by a code on the own phone', () => {
  it('is the way of who has no password, whose WeChat link stays', async () => {
    await db().account.update({
      where: { id: owner.id },
      data: { passwordHash: NO_PASSWORD, wechatIndex: `w-${owner.id}` },
    })
    expect((await me(owner.token)).body.hasPassword).toBe(false)
    expect(fault(await byPassword(FACTORY_PASSWORD))).toEqual(['currentPassword', 'NO_PASSWORD'])
    const code = await codeTo(owner.phone)
    const wrong = await change({ phone: owner.phone, code: '000000', password: NEW })
    expect(wrong.body.code).toBe('CODE_INVALID')
    expect((await change({ phone: owner.phone, code, password: NEW })).status).toBe(204)
    expect((await change({ phone: owner.phone, code, password: 'Yet-another-77' })).body.code).toBe(
      'CODE_INVALID',
    )
    expect((await me(owner.token)).body).toMatchObject({ hasPassword: true, wechatLinked: true })
    expect((await signIn({ phone: owner.phone, password: NEW })).status).toBe(201)
    // The code came there a moment ago.
    expect((await messagesTo(owner.phone)).map(({ purpose }) => purpose)).toEqual(['RESET_PASSWORD'])
    expect((await changes(owner.id)).map(({ details }) => details)).toMatchObject([{ by: 'code' }])
  })

  it("is not another account's phone, nor a code for something else, nor half of it", async () => {
    const other = await makeAccount(db())
    const code = await codeTo(other.phone)
    expect(fault(await change({ phone: other.phone, code, password: NEW }))).toEqual([
      'phone',
      'NOT_OWN_PHONE',
    ])
    await callRoute(accountRoutes.sendCode, { body: { phone: owner.phone, purpose: 'LOGIN' } })
    const login = await newestCode(owner.phone, 'LOGIN')
    expect((await change({ phone: owner.phone, code: login, password: NEW })).body.code).toBe('CODE_INVALID')
    for (const [body, path] of [
      [{}, 'currentPassword'],
      [{ phone: owner.phone }, 'code'],
      [{ code: login }, 'phone'],
    ] as const)
      expect((await change({ ...body, password: NEW })).body.errors?.map((each) => each.path)).toEqual([path])
    expect((await signIn({ phone: owner.phone, password: FACTORY_PASSWORD })).status).toBe(201)
  })
})

it("whoever acts for a unit changes the own password, not the unit's", async () => {
  const unit = await makeAccount(db(), { type: 'UNIT' })
  await db().unitMember.create({ data: { unitId: unit.id, personId: owner.id, role: 'LOOK' } })
  const token = await actingToken(db(), unit.id, owner.id)
  expect((await byPassword(FACTORY_PASSWORD, NEW, token)).status).toBe(204)
  expect((await me(token)).status).toBe(200)
  expect((await me(owner.token)).status).toBe(401)
  expect((await signIn({ phone: owner.phone, password: NEW })).status).toBe(201)
  expect((await signIn({ phone: unit.phone, password: FACTORY_PASSWORD })).status).toBe(201)
  expect([await changes(owner.id), await changes(unit.id)].map((rows) => rows.length)).toEqual([1, 0])
})

it('a password set anew from outside leaves a notice, too', async () => {
  const code = await codeTo(owner.phone)
  await callRoute(accountRoutes.resetPassword, { body: { phone: owner.phone, code, password: NEW } })
  expect(await db().notice.findMany({ where: { accountId: owner.id } })).toMatchObject([
    { kind: 'PASSWORD_CHANGED' },
  ])
})
