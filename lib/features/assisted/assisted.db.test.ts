import { beforeAll, describe, expect, it } from 'vitest'
import { spokenNumber } from '@/lib/core/filing-number'
import { assistedRoutes } from '@/lib/features/assisted/routes'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeHolder } from '@/prisma/factories/holder'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { counterDesk, newOwner } from '@/testing/assisted-desk'
import { callRoute } from '@/testing/call-route'
import { messagesTo } from '@/testing/outbox'
import { readPdf } from '@/testing/read-pdf'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { AssistedFiling, AssistedRow } from './schema'

const { getAssisted, listAssisted, patchAssisted, submitAssisted, revealContact, deleteAssisted } =
  assistedRoutes

const { atDesk, start, filledIn, printed, attached, submitted } = counterDesk<FilingDto>(assistedRoutes)

let counter: StaffSession
beforeAll(async () => {
  counter = await staffSession(db(), 'COUNTER')
})

const audited = (subjectId: string) =>
  db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })
const details = (id: string, who = counter) => atDesk<AssistedFiling>(who, getAssisted, id)
const list = async (who: StaffSession, query: Record<string, string> = {}) =>
  (
    await callRoute<{ data: AssistedRow[] }>(listAssisted, {
      query: { limit: '100', ...query },
      headers: who.headers,
    })
  ).body.data

describe('the owner', () => {
  it('is somebody who can sign in nowhere; the document is encrypted and on no screen', async () => {
    const owner = newOwner()
    const { status, body } = await start(counter, owner)
    expect(status).toBe(201)
    expect(body).toMatchObject({ status: 'DRAFT', assisted: true, forOther: false, ownerName: owner.name })
    const account = await db().account.findUniqueOrThrow({
      where: { id: body.filerId },
      include: { counterOwner: true },
    })
    expect(account).toMatchObject({ registeredAt: null, passwordHash: null, phone: null, phoneIndex: null })
    expect(account.counterOwner).toMatchObject({ checkedById: counter.id, contactPhone: null })
    const shown = JSON.stringify((await details(body.id)).body)
    expect(shown).not.toContain(owner.idNumber.slice(6, 14))
    expect((await details(body.id)).body).toMatchObject({
      owner: { registered: false, documentLabel: '身份证号' },
      enteredBy: [counter.name],
      statement: { state: 'NONE' },
    })
    expect(await audited(body.id)).toMatchObject([{ action: 'filing.assist', actorId: counter.id }])
    expect(await audited(body.filerId)).toMatchObject([
      { action: 'holder.check', details: { contact: false } },
    ])
  })

  it('of a second machine is the same one', async () => {
    const owner = newOwner()
    const [first, second] = [await start(counter, owner), await start(counter, owner)]
    expect(second.body.filerId).toBe(first.body.filerId)
  })

  it('with an account is that account, if the name is the same', async () => {
    const account = await makeAccount(db(), { name: '注册的人' })
    const same = await start(counter, { name: '注册的人', idNumber: account.idNumber })
    expect(same.body.filerId).toBe(account.id)
    expect(await db().counterOwner.count({ where: { accountId: account.id } })).toBe(0)
    const other = await start(counter, { name: '另一个人', idNumber: account.idNumber, correctName: true })
    expect(other.body).toMatchObject({ errors: [{ path: 'name', code: 'NAME_TAKEN' }] })
    expect(JSON.stringify(other.body)).not.toContain('注册的人')
  })

  it('wrong names for a number count like wrong numbers, and stop after five', async () => {
    const officer = await staffSession(db(), 'COUNTER')
    const account = await makeAccount(db())
    for (let wrong = 1; wrong <= 5; wrong++)
      expect((await start(officer, { name: '猜一个', idNumber: account.idNumber })).status).toBe(422)
    const stopped = await start(officer, { name: '猜一个', idNumber: account.idNumber })
    expect(stopped).toMatchObject({ status: 429, body: { code: 'LOCKED' } })
    expect(await db().identityMiss.count({ where: { accountId: account.id } })).toBe(5)
  })

  it('of an older register is used; another name there is corrected only on purpose', async () => {
    const idNumber = newPersonNumber()
    const holder = await makeHolder(db(), { name: '王大野', idNumber, districts: ['110101'] })
    const refused = await start(counter, { name: '王大爷', idNumber })
    expect(refused.body).toMatchObject({ errors: [{ path: 'name', code: 'NAME_DIFFERS' }] })
    expect((await db().account.findUniqueOrThrow({ where: { id: holder.id } })).name).toBe('王大野')
    const corrected = await start(counter, { name: '王大爷', idNumber, correctName: true })
    expect(corrected.body).toMatchObject({ filerId: holder.id, ownerName: '王大爷' })
    const actions = (await audited(holder.id)).map(({ action }) => action)
    expect(actions).toEqual(['holder.rename', 'holder.check'])
  })

  it('must have a possible document number', async () => {
    const { body } = await start(counter, { name: '王大爷', idNumber: '110105194912310021' })
    expect(body.errors).toMatchObject([{ path: 'idNumber' }])
  })

  it('names a relative’s phone: kept as that, masked, shown on record, and never written to', async () => {
    const phone = newPhone()
    const owner = { ...newOwner(), contact: { name: '王小明', relation: '儿子', phone } }
    const { body } = await start(counter, owner)
    const account = await db().account.findUniqueOrThrow({ where: { id: body.filerId } })
    expect(account).toMatchObject({ phone: null, phoneIndex: null })
    const { contact } = (await details(body.id)).body
    expect(contact).toMatchObject({ name: '王小明', relation: '儿子' })
    expect(contact?.phoneMasked).not.toBe(phone)
    const revealed = await atDesk<{ phone: string }>(counter, revealContact, body.id)
    expect(revealed.body).toEqual({ phone })
    expect((await audited(body.id)).at(-1)).toMatchObject({
      action: 'filing.reveal',
      details: { party: 'CONTACT' },
    })
    expect(await messagesTo(phone)).toEqual([])
  })
})

describe('the statement', () => {
  it('is printed of what is entered, without a digit of the document, and recorded', async () => {
    const owner = newOwner()
    const { id } = await filledIn(counter, owner)
    const pages = await readPdf(new Uint8Array(await (await printed(counter, id)).arrayBuffer()))
    const all = pages.map((page) => page.all).join('')
    const { number } = await db().filing.findUniqueOrThrow({ where: { id } })
    // Read back without the blanks.
    expect(all).toContain(`查询号${number}`)
    expect(all).not.toContain(id.slice(0, 13))
    for (const text of [owner.name, '推土机', '柴油', '机主签字', '照片5张', counter.name])
      expect(all).toContain(text)
    expect(all).not.toContain(owner.idNumber.slice(-8))
    expect((await details(id)).body.statement).toMatchObject({ state: 'PRINTED' })
    expect((await audited(id)).at(-1)?.action).toBe('filing.print-statement')
  })

  it('is required, signed, and of what is submitted', async () => {
    const { id } = await filledIn(counter, newOwner())
    const submit = async () => {
      const { status, body } = await atDesk(counter, submitAssisted, id)
      return status === 200 ? 'submitted' : body.errors?.map(({ path, message }) => `${path} ${message}`)
    }
    expect(await submit()).toEqual(['statement 请先打印确认书，由机主签字'])
    expect((await attached(counter, id)).status).toBe(422)
    await printed(counter, id)
    expect(await submit()).toEqual(['statement 请上传机主签字后的确认书照片'])
    expect((await attached(counter, id)).body.statement.state).toBe('SIGNED')
    await atDesk(counter, patchAssisted, id, { machine: { brand: '山推' } })
    expect((await details(id)).body.statement.state).toBe('CHANGED')
    expect(await submit()).toEqual(['statement 打印确认书后内容有改动，请重新打印，由机主签字'])
    expect((await db().filing.findUniqueOrThrow({ where: { id } })).status).toBe('DRAFT')
    await printed(counter, id)
    await attached(counter, id)
    expect(await submit()).toBe('submitted')
    const rows = await db().assistedStatement.findMany({
      where: { filingId: id },
      orderBy: { printedAt: 'asc' },
    })
    expect(rows.map(({ revision }) => revision)).toEqual([null, 1])
  })

  it('of an incomplete filing comes after the filing’s own faults', async () => {
    const { body } = await start(counter, newOwner())
    const answer = await atDesk(counter, submitAssisted, body.id)
    expect(answer.body.errors?.map(({ path }) => path)).toContain('districtCode')
    expect(answer.body.errors?.map(({ path }) => path)).not.toContain('statement')
  })
})

describe('who sees and changes it', () => {
  it('a draft: the counters of the bureau, who go on with it and are all named', async () => {
    const { bureauId } = await db().staff.findUniqueOrThrow({ where: { id: counter.id } })
    const colleague = await staffSession(db(), 'COUNTER')
    await db().staff.update({ where: { id: colleague.id }, data: { bureauId } })
    const { id } = await filledIn(counter, newOwner())
    const went = await atDesk(colleague, patchAssisted, id, { machine: { brand: '徐工' } })
    expect(went.status).toBe(200)
    expect((await details(id, colleague)).body.enteredBy).toEqual([counter.name, colleague.name])
    const other = await staffSession(db(), 'COUNTER', '110108')
    for (const route of [getAssisted, patchAssisted, submitAssisted, deleteAssisted])
      expect((await atDesk(other, route, id, route === patchAssisted ? {} : undefined)).status).toBe(404)
    expect((await printed(other, id)).status).toBe(404)
    expect((await list(other)).some((row) => row.id === id)).toBe(false)
    expect((await list(counter)).some((row) => row.id === id)).toBe(true)
    expect((await atDesk(counter, deleteAssisted, id)).status).toBe(204)
  })

  it('not the counter, what owners file themselves', async () => {
    const own = await makeFiling(db(), 'RETURNED')
    expect((await details(own.id)).status).toBe(404)
    expect((await atDesk(counter, patchAssisted, own.id, {})).status).toBe(404)
  })

  it('only districts of the own area', async () => {
    const { body } = await start(counter, newOwner())
    const answer = await atDesk(counter, patchAssisted, body.id, { districtCode: '110108' })
    expect(answer.body.errors).toMatchObject([{ path: 'districtCode', code: 'NOT_IN_AREA' }])
  })

  it('shows it in the list by name and number, with what is told to the owner', async () => {
    const owner = newOwner('赵老汉')
    const { id } = await submitted(counter, owner)
    expect(await list(counter, { q: '赵老汉' })).toMatchObject([
      { id, status: 'SUBMITTED', enteredBy: [counter.name] },
    ])
    const { number } = await db().filing.findUniqueOrThrow({ where: { id } })
    for (const q of [number, spokenNumber(number), id.slice(0, 13)])
      expect(await list(counter, { q })).toMatchObject([{ id, number }])
    expect(await list(counter, { q: '赵老汉', group: 'drafts' })).toEqual([])
  })
})
