import { afterAll, describe, expect, it } from 'vitest'
import type { Page } from '@/lib/core/page'
import { accountRoutes } from '@/lib/features/account/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { loadHistory } from '@/lib/features/history/commands/load'
import { identityRoutes } from '@/lib/features/identity/routes'
import type { FoundAccount } from '@/lib/features/identity/schema'
import { machineRoutes } from '@/lib/features/machine/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeAccount } from '@/prisma/factories/account'
import { newPersonNumber, newPhone, newUnitNumber } from '@/prisma/factories/identity'
import { nextNumber } from '@/prisma/factories/sequence'
import { callRoute } from '@/testing/call-route'
import { caseFile, loadRegister, registerFile } from '@/testing/load-register'
import { messagesTo, newestCode } from '@/testing/outbox'
import { staffSession } from '@/testing/staff-session'
import { holderRoutes } from './routes'
import type { WaitingHolder } from './schema'

const { searchMachines: searchRoute } = machineRoutes
const { createAccount: createRoute, openSession: signInRoute, sendCode: sendRoute } = accountRoutes
const { listMachines: ownMachines } = dossierRoutes
const { listHolders: listRoute } = holderRoutes

afterAll(stopWorkers)

const HEADING = '环保登记号码,登记日期,所有者名称,证件号码,手机号,登记区县,机械类别,燃料种类'

type LoadedOwner = { name: string; idNumber: string; phone?: string; district?: string }

/** Loads one machine and returns its number. */
async function loadOne({ name, idNumber, phone = '', district = '110101' }: LoadedOwner): Promise<string> {
  const number = `2-Z${String(nextNumber()).slice(-7)}`
  const row = [number, '2019-04-18', name, idNumber, phone, district, '挖掘机', '柴油'].join(',')
  const { refused } = await loadRegister(loadHistory, registerFile('one.csv', `${HEADING}\n${row}\n`))
  expect(refused).toEqual([])
  return number
}

async function register(person: { name: string; idNumber: string; type?: 'UNIT'; phone?: string }) {
  const phone = person.phone ?? newPhone()
  await callRoute(sendRoute, { body: { phone, purpose: 'REGISTER' } })
  const code = await newestCode(phone, 'REGISTER')
  const body = { type: 'PERSON', password: 'Excavator-2026', ...person, phone, code }
  const answer = await callRoute<{ accessToken: string; account: { id: string }; code?: string }>(
    createRoute,
    { body },
  )
  return { ...answer, phone, token: answer.body.accessToken, id: answer.body.account?.id }
}

async function numbersOf(token: string): Promise<string[]> {
  const { body } = await callRoute<Page<{ registrationNumber: string }>>(ownMachines, { token })
  return body.data.map(({ registrationNumber }) => registrationNumber)
}

const holderOf = async (number: string) =>
  (await db().machine.findFirstOrThrow({ where: { registrationNumber: number }, include: { owner: true } }))
    .owner

const audited = (action: string, subjectId: string) =>
  db().auditEvent.findMany({ where: { action, subjectId }, orderBy: { id: 'asc' } })

/** At the desk: the phone as it is told, then the last four of the document. */
async function prove({ phone, idNumber }: { phone: string; idNumber: string }) {
  const officer = await staffSession(db(), 'COUNTER', '440106')
  const found = await callRoute<{ data: FoundAccount[] }>(identityRoutes.lookUpAccount, {
    headers: officer.headers,
    body: { phone },
  })
  const id = found.body.data[0]?.id ?? ''
  const answer = await callRoute<FoundAccount & { machines: number; code?: string }>(
    identityRoutes.proveAccount,
    { headers: officer.headers, params: { id }, body: { idTail: idNumber.slice(-4) } },
  )
  return { officer, found: found.body.data, id, ...answer }
}

describe('machines loaded first', () => {
  it('wait until the identity is proved, then become the account’s when document and name agree', async () => {
    const person = { name: '买买提·艾力', idNumber: newPersonNumber() }
    const number = await loadOne({ ...person, phone: '13999538001', district: '130203' })
    const holder = await holderOf(number)
    const { token, phone, ...account } = await register({ ...person, name: '买买提•艾力' })
    expect([account.status, await numbersOf(token)]).toEqual([201, []])
    expect(await holderOf(number)).toMatchObject({ id: holder.id, registrantId: account.id })
    // In the list of the officers of the machine's area, as one that lacks the proof alone.
    const there = await staffSession(db(), 'SUPERVISOR', '130203')
    const list = await callRoute<Page<WaitingHolder>>(listRoute, {
      headers: there.headers,
      query: { limit: '100' },
    })
    expect(list.body.data.find(({ id }) => id === holder.id)).toMatchObject({
      sameName: true,
      account: { id: account.id, proof: { level: 'UNPROVED', how: null, at: null } },
    })
    const proved = await prove({ phone, idNumber: person.idNumber })
    expect(proved).toMatchObject({
      status: 200,
      body: { machines: 1, proof: { level: 'PROVED', how: 'COUNTER_DOCUMENT' }, name: '买买提•艾力' },
    })
    expect(await numbersOf(token)).toEqual([number])
    const by = { actorKind: 'STAFF', actorId: proved.officer.id }
    expect(await audited('account.prove', account.id)).toMatchObject([
      { ...by, details: { proofWay: 'COUNTER_DOCUMENT', machines: 1 } },
    ])
    expect(await audited('holder.give', holder.id)).toMatchObject([
      { ...by, details: { account: account.id, machines: 1, by: 'DOCUMENT_NAME' } },
    ])
    const { id } = await db().machine.findFirstOrThrow({ where: { registrationNumber: number } })
    expect(await audited('machine.assign-owner', id)).toMatchObject([{ districtCode: '130203' }])
    expect(
      JSON.stringify((await audited('account.look-up', account.id)).map(({ details }) => details)),
    ).not.toContain(phone)
    // A load after the proof gives at once what names the account.
    const next = await loadOne(person)
    expect((await numbersOf(token)).toSorted()).toEqual([number, next].toSorted())
  })

  it('are nobody’s by a wrong document, nor by name and code of a company, which are public', async () => {
    const unit = { type: 'UNIT' as const, name: '北京某某租赁有限公司', idNumber: newUnitNumber() }
    const number = await loadOne(unit)
    const { token, phone, id } = await register(unit)
    const tail = unit.idNumber.slice(-4) === '0000' ? '1111' : '0000'
    const wrong = await prove({ phone, idNumber: tail })
    expect([wrong.status, await numbersOf(token)]).toEqual([422, []])
    expect(await db().identityMiss.count({ where: { accountId: id } })).toBe(1)
    expect(await db().account.findUniqueOrThrow({ where: { id } })).toMatchObject({ provedAt: null })
    expect((await holderOf(number)).registeredAt).toBeNull()
    expect((await prove({ phone, idNumber: unit.idNumber })).body.machines).toBe(1)
    expect(await numbersOf(token)).toEqual([number])
    // The first proof stays.
    const again = await prove({ phone, idNumber: unit.idNumber })
    expect([again.status, again.body.machines]).toEqual([200, 0])
    expect(await audited('account.prove', id)).toHaveLength(1)
  })

  it('under several names of one code belong to the newest registration’s name (G-renamed.csv)', async () => {
    await loadRegister(loadHistory, caseFile('G-renamed.csv'))
    const idNumber = '91110105MA99803Q1Q'
    const old = await register({ type: 'UNIT', name: '北京旧名租赁有限公司', idNumber })
    const proved = await prove({ phone: old.phone, idNumber })
    expect([proved.status, proved.body.machines]).toEqual([200, 0])
    expect(await numbersOf(old.token)).toEqual([])
    const holder = await holderOf('3-H9980301')
    expect(holder).toMatchObject({ name: '北京新名工程有限公司', registrantId: old.id })
  })

  it('nobody gets them by a company’s public code under another name', async () => {
    const idNumber = newUnitNumber()
    const number = await loadOne({ name: '北京真正租赁有限公司', idNumber })
    const stranger = await register({ type: 'UNIT', name: '冒名顶替有限公司', idNumber })
    expect(stranger.status).toBe(201)
    expect(await numbersOf(stranger.token)).toEqual([])
    const holder = await holderOf(number)
    expect(holder).toMatchObject({
      name: '北京真正租赁有限公司',
      registeredAt: null,
      registrantId: stranger.id,
    })
    expect(await audited('holder.wait', holder.id)).toHaveLength(1)
    // A loaded row blocks nobody; a registered one does.
    const second = await register({ type: 'UNIT', name: '北京真正租赁有限公司', idNumber })
    expect([second.status, second.body.code]).toEqual([409, 'PHONE_TAKEN'])
    expect((await holderOf(number)).registeredAt).toBeNull()
  })

  it('of two who register at once one has an account, and gets them by his document', async () => {
    const person = { name: '王五', idNumber: newPersonNumber() }
    const number = await loadOne(person)
    const both = await Promise.all([register(person), register(person)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    const winner = both.find(({ status }) => status === 201)
    expect(await numbersOf(winner?.token ?? '')).toEqual([])
    await prove({ phone: winner?.phone ?? '', idNumber: person.idNumber })
    expect(await numbersOf(winner?.token ?? '')).toEqual([number])
  })

  it('their phone is a contact: no code, no sign-in, and free to register with', async () => {
    const phone = newPhone()
    await loadOne({ name: '赵六', idNumber: newPersonNumber(), phone })
    for (const purpose of ['LOGIN', 'RESET_PASSWORD', 'AGENT_CONSENT'])
      await callRoute(sendRoute, { body: { phone, purpose } })
    expect(await messagesTo(phone)).toEqual([])
    const signIn = await callRoute(signInRoute, { body: { phone, password: 'Excavator-2026' } })
    expect(signIn).toMatchObject({ status: 401, body: { code: 'INVALID_CREDENTIALS' } })
    const other = await register({ name: '钱七', idNumber: newPersonNumber(), phone })
    expect([other.status, await numbersOf(other.token)]).toEqual([201, []])
  })

  it('officers find them by document and phone, beside the account that has the same', async () => {
    const supervisor = await staffSession(db(), 'SUPERVISOR', '110101')
    const phone = newPhone()
    const idNumber = newPersonNumber()
    const account = await makeAccount(db(), { name: '孙八', idNumber, phone })
    const number = await loadOne({ name: '孙九', idNumber, phone })
    for (const q of [idNumber, phone]) {
      const query = { q, sort: '-registeredAt' }
      const { body } = await callRoute<Page<{ registrationNumber: string; ownerName: string }>>(searchRoute, {
        query,
        headers: supervisor.headers,
      })
      expect(body.data).toMatchObject([{ registrationNumber: number, ownerName: '孙九' }])
    }
    expect(account.id).not.toBe((await holderOf(number)).id)
  })
})

describe('somebody registered first', () => {
  it('gets what names him, and nothing that bears another name', async () => {
    const idNumber = newUnitNumber()
    const account = await register({ type: 'UNIT', name: '北京新名工程有限公司', idNumber })
    await prove({ phone: account.phone, idNumber })
    const own = await loadOne({ name: '北京新名工程有限公司', idNumber })
    const other = await loadOne({ name: '北京旧名租赁有限公司', idNumber })
    expect(await numbersOf(account.token)).toEqual([own])
    expect(await holderOf(other)).toMatchObject({ registeredAt: null, registrantId: account.id })
  })

  it('is reported as a warning of the load', async () => {
    const { idNumber } = await makeAccount(db(), { name: '周十' })
    const row = ['2-ZZ000001', '2019-04-18', '周十一', idNumber, '', '110101', '挖掘机', '柴油'].join(',')
    const { warned } = await loadRegister(loadHistory, registerFile('w.csv', `${HEADING}\n${row}`))
    expect(warned).toMatchObject([
      { column: '所有者名称', message: expect.stringContaining('待工作人员核对') },
    ])
  })
})
