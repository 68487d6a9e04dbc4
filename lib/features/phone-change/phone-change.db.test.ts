import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import type { AccountDto, TokensDto } from '@/lib/features/account/schema'
import { identityRoutes } from '@/lib/features/identity/routes'
import type { FoundAccount } from '@/lib/features/identity/schema'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeAccount } from '@/prisma/factories/account'
import { makeHolder } from '@/prisma/factories/holder'
import { newPhone } from '@/prisma/factories/identity'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { callRoute } from '@/testing/call-route'
import { messagesTo, newestCode } from '@/testing/outbox'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { phoneChangeRoutes } from './routes'

afterAll(stopWorkers)

type Problem = { code: string; detail: string; errors?: { path: string; code: string }[] }
const PASSWORD = FACTORY_PASSWORD

let owner: OwnerSession
let desk: Record<string, string>
beforeEach(async () => {
  owner = await ownerSession(db(), { proved: false })
  desk = (await staffSession(db(), 'COUNTER', '110101')).headers
})

const lookUp = (body: object) =>
  callRoute<{ data: FoundAccount[] }>(identityRoutes.lookUpAccount, { body, headers: desk })
const askCode = (phone: string, id = owner.id) =>
  callRoute<Problem>(phoneChangeRoutes.sendNewPhoneCode, { params: { id }, body: { phone }, headers: desk })
const change = (body: object, id = owner.id) =>
  callRoute<FoundAccount & Problem & { machines: number; oldPhoneTold: boolean }>(
    phoneChangeRoutes.changePhone,
    { params: { id }, body: { idTail: owner.idNumber.slice(-4), ...body }, headers: desk },
  )
const me = (token: string) => callRoute<AccountDto>(accountRoutes.me, { token })
const signIn = (body: object) => callRoute<TokensDto & Problem>(accountRoutes.openSession, { body })
const audited = () => db().auditEvent.findMany({ where: { subjectId: owner.id }, orderBy: { id: 'asc' } })

describe('at the counter, with the original', () => {
  it('gives the account the new phone, ends whatever was in it, proves it, and tells the old phone', async () => {
    const { machineIds } = await makeHolder(db(), {
      name: owner.name,
      idNumber: owner.idNumber,
      registrantId: owner.id,
      districts: ['440106'],
    })
    await db().account.update({ where: { id: owner.id }, data: { wechatIndex: `w-${owner.id}` } })
    const ticket = await callRoute<{ ticket: string }>(accountRoutes.issueTicket, { token: owner.token })
    const found = await lookUp({ idNumber: ` ${owner.idNumber} ` })
    expect(found.body.data.map(({ id }) => id)).toEqual([owner.id])
    expect(JSON.stringify(found.body)).not.toContain(owner.idNumber.slice(-4))
    const phone = newPhone()
    expect((await askCode(phone)).status).toBe(202)
    const { status, body } = await change({ phone, code: await newestCode(phone, 'NEW_PHONE') })
    expect([status, body.machines, body.oldPhoneTold]).toEqual([200, 1, true])
    expect(body.proof).toMatchObject({ level: 'PROVED', how: 'COUNTER_DOCUMENT' })

    expect((await me(owner.token)).status).toBe(401)
    expect((await signIn({ ticket: ticket.body.ticket })).status).toBe(401)
    expect((await signIn({ phone: owner.phone, password: PASSWORD })).status).toBe(401)
    expect((await signIn({ phone, password: PASSWORD })).status).toBe(401)
    expect((await db().account.findUniqueOrThrow({ where: { id: owner.id } })).wechatIndex).toBeNull()
    const [machine] = await db().machine.findMany({ where: { id: { in: machineIds } } })
    expect(machine?.ownerId).toBe(owner.id)

    const [told] = (await messagesTo(owner.phone)).filter(({ purpose }) => purpose === 'PHONE_CHANGED')
    expect(told?.text).toContain(`${phone.slice(0, 3)}****${phone.slice(-4)}`)
    expect(told?.text).not.toContain(phone)
    expect(told?.text).not.toContain(owner.name)
    await callRoute(accountRoutes.sendCode, { body: { phone, purpose: 'LOGIN' } })
    const opened = await signIn({ phone, code: await newestCode(phone, 'LOGIN') })
    expect(opened.status).toBe(201)
    const news = await callRoute<{ data: { kind: string; text: string }[] }>(noticeRoutes.listNotices, {
      token: opened.body.accessToken,
    })
    expect(news.body.data[0]).toMatchObject({ kind: 'PHONE_CHANGED' })
    const rows = await audited()
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['account.look-up', 'account.change-phone', 'account.prove']),
    )
    expect(rows.find(({ action }) => action === 'account.change-phone')?.details).toEqual({
      by: 'idTail',
      endedSessions: 1,
      unlinkedWechat: true,
    })
    expect(rows.map(({ details }) => JSON.stringify(details)).join()).not.toContain(phone)
  })

  it('counts a wrong document, uses up no code for it, and changes nothing', async () => {
    const phone = newPhone()
    await askCode(phone)
    const code = await newestCode(phone, 'NEW_PHONE')
    const wrong = await change({ phone, code, idTail: '0000' })
    expect([wrong.status, wrong.body.errors?.[0]?.code]).toEqual([422, 'ID_NUMBER_MISMATCH'])
    expect(await db().identityMiss.count({ where: { accountId: owner.id, clearedAt: null } })).toBe(1)
    expect((await me(owner.token)).status).toBe(200)
    expect((await change({ phone, code: '000000' })).body.code).toBe('CODE_INVALID')
    expect((await change({ phone, code })).status).toBe(200)
  })

  it("refuses another account's phone, before a code is sent and at the end", async () => {
    const other = await makeAccount(db())
    expect((await askCode(other.phone)).body.code).toBe('PHONE_TAKEN')
    expect(await messagesTo(other.phone)).toEqual([])
    const phone = newPhone()
    await askCode(phone)
    const code = await newestCode(phone, 'NEW_PHONE')
    await makeAccount(db(), { phone })
    const late = await change({ phone, code })
    expect([late.status, late.body.code, late.body.errors?.[0]?.path]).toEqual([409, 'PHONE_TAKEN', 'phone'])
    expect((await me(owner.token)).status).toBe(200)
    const own = await askCode(owner.phone)
    expect(own.body.code).toBe('PHONE_TAKEN')
  })

  it('asks of a unit what paper of authority was shown, and records it', async () => {
    owner = await ownerSession(db(), { type: 'UNIT' })
    const phone = newPhone()
    await askCode(phone)
    const code = await newestCode(phone, 'NEW_PHONE')
    expect((await change({ phone, code })).body.errors?.[0]?.path).toBe('authority')
    expect((await change({ phone, code, authority: `委托书，联系人 ${phone}` })).status).toBe(422)
    expect((await change({ phone, code, authority: '加盖公章的委托书' })).status).toBe(200)
    const row = (await audited()).find(({ action }) => action === 'account.change-phone')
    expect(row?.details).toMatchObject({ reason: '加盖公章的委托书' })
  })

  it('is not done for a closed account, a holder, or an account whose number is contested', async () => {
    const { id } = await makeHolder(db(), { name: '旧机主', idNumber: owner.idNumber, districts: ['110101'] })
    expect((await askCode(newPhone(), id)).status).toBe(404)
    expect((await change({ phone: newPhone(), code: '123456' }, id)).status).toBe(404)
    await db().account.update({ where: { id: owner.id }, data: { contestedIndex: 'x' } })
    expect((await change({ phone: newPhone(), code: '123456' })).status).toBe(409)
  })
})

describe('by the owner', () => {
  const changeOwn = (body: object) =>
    callRoute<Problem>(phoneChangeRoutes.changeOwnPhone, { token: owner.token, body })
  const code = async (phone: string, purpose: string) => {
    await callRoute(accountRoutes.sendCode, { body: { phone, purpose } })
    return newestCode(phone, purpose)
  }

  it('needs a code on each phone; the other sessions end, the password stays', async () => {
    const other = await signIn({ phone: owner.phone, password: PASSWORD })
    const newOne = newPhone()
    const codes = {
      phone: owner.phone,
      code: await code(owner.phone, 'CHANGE_PHONE'),
      newPhone: newOne,
      newCode: await code(newOne, 'NEW_PHONE'),
    }
    const wrong = await changeOwn({ ...codes, newCode: '000000' })
    expect([wrong.body.code, wrong.body.errors?.[0]?.path]).toEqual(['CODE_INVALID', 'newCode'])
    expect((await changeOwn({ ...codes, phone: newPhone() })).body.errors?.[0]?.code).toBe('NOT_OWN_PHONE')
    expect((await changeOwn(codes)).status).toBe(204)
    expect((await me(owner.token)).body.phoneMasked).toBe(`${newOne.slice(0, 3)}****${newOne.slice(-4)}`)
    expect((await me(other.body.accessToken)).status).toBe(401)
    expect((await signIn({ phone: newOne, password: PASSWORD })).status).toBe(201)
    expect((await messagesTo(owner.phone)).at(-1)).toMatchObject({ purpose: 'PHONE_CHANGED' })
    expect((await changeOwn(codes)).status).toBe(422)
  })

  it('is not done with a code for something else, nor with a phone that another account has', async () => {
    const other = await makeAccount(db())
    const codes = { phone: owner.phone, code: await code(owner.phone, 'CHANGE_PHONE'), newPhone: other.phone }
    const login = await code(other.phone, 'LOGIN')
    expect((await changeOwn({ ...codes, newCode: login })).body.code).toBe('CODE_INVALID')
    // Its holder reads that a code would be good for nothing; whoever asks is answered as for any phone.
    await callRoute(accountRoutes.sendCode, { body: { phone: other.phone, purpose: 'NEW_PHONE' } })
    const [, told] = await messagesTo(other.phone)
    expect(told).toMatchObject({ code: '', text: expect.stringContaining('没有发验证码') })
    expect(told?.text).not.toMatch(/验证码 ?\d/)
  })

  it('is not done with a phone that was registered after its code had come', async () => {
    const phone = newPhone()
    const newCode = await code(phone, 'NEW_PHONE')
    await makeAccount(db(), { phone })
    const codes = { phone: owner.phone, code: await code(owner.phone, 'CHANGE_PHONE') }
    const taken = await changeOwn({ ...codes, newPhone: phone, newCode })
    expect([taken.body.code, taken.body.errors?.[0]?.path]).toEqual(['PHONE_TAKEN', 'newPhone'])
  })
})
