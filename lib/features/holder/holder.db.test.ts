import { afterAll, describe, expect, it } from 'vitest'
import type { Page } from '@/lib/core/page'
import { accountRoutes } from '@/lib/features/account/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { loadHistory } from '@/lib/features/history/commands/load'
import { machineRoutes } from '@/lib/features/machine/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeAccount } from '@/prisma/factories/account'
import { newPersonNumber, newPhone, newUnitNumber } from '@/prisma/factories/identity'
import { nextNumber } from '@/prisma/factories/sequence'
import { callRoute } from '@/testing/call-route'
import { loadRegister, registerFile } from '@/testing/load-register'
import { messagesTo, newestCode } from '@/testing/outbox'
import { staffSession } from '@/testing/staff-session'

const { searchMachines: searchRoute } = machineRoutes
const { createAccount: createRoute, openSession: signInRoute, sendCode: sendRoute } = accountRoutes
const { listMachines: ownMachines } = dossierRoutes

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

describe('machines loaded first', () => {
  it('become the account’s when document and name agree, and the audit row says how', async () => {
    const person = { name: '买买提·艾力', idNumber: newPersonNumber() }
    const number = await loadOne({ ...person, phone: '13999538001' })
    const { id } = await holderOf(number)
    const { token, ...account } = await register({ ...person, name: '买买提•艾力' })
    expect(account.status).toBe(201)
    expect(account.id).toBe(id)
    expect(await numbersOf(token)).toEqual([number])
    expect(await audited('holder.take-over', id)).toMatchObject([
      { details: { machines: 1, by: 'DOCUMENT_NAME' }, actorKind: 'PUBLIC' },
    ])
  })

  it('the register’s own phone is written down as well', async () => {
    const person = { name: '李四', idNumber: newPersonNumber(), phone: newPhone() }
    const { id } = await holderOf(await loadOne(person))
    await register(person)
    expect(await audited('holder.take-over', id)).toMatchObject([{ details: { by: 'DOCUMENT_NAME_PHONE' } }])
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

  it('of two who register at once one gets them', async () => {
    const person = { name: '王五', idNumber: newPersonNumber() }
    const number = await loadOne(person)
    const both = await Promise.all([register(person), register(person)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    const winner = both.find(({ status }) => status === 201)
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
