import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { changeRoutes } from '@/lib/features/change/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { photoRoutes } from '@/lib/features/photo/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeChange } from '@/prisma/factories/change'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import type { ChangeDto } from './schema/owner'

const { listChanges, createChange } = changeRoutes
const { getMachine, listMachines } = dossierRoutes
const { listNotices } = noticeRoutes
const { ownerPhoto: getPhoto } = photoRoutes
const { sendCode: sendRoute } = accountRoutes

afterAll(stopWorkers)

type Problem = { code: string; errors?: { path: string; code: string; message: string }[] }

let seller: OwnerSession
let buyer: OwnerSession
let machineId: string
let body: Record<string, string>

async function codeOf(phone: string, purpose: 'TRANSFER_FROM' | 'TRANSFER_TO') {
  await callRoute(sendRoute, { body: { phone, purpose } })
  return newestCode(phone, purpose)
}

async function request(from: OwnerSession, to: OwnerSession): Promise<Record<string, string>> {
  return {
    type: 'OWNER',
    fromIdNumber: from.idNumber,
    fromPhone: from.phone,
    fromCode: await codeOf(from.phone, 'TRANSFER_FROM'),
    toName: to.name,
    toIdNumber: to.idNumber,
    toPhone: to.phone,
    toCode: await codeOf(to.phone, 'TRANSFER_TO'),
  }
}

const ask = <T = ChangeDto>(given: unknown, token = seller.token, headers = {}) =>
  callRoute<T>(createChange, { params: { id: machineId }, body: given, token, headers })
const ownerId = async () => (await db().machine.findUniqueOrThrow({ where: { id: machineId } })).ownerId
const wrong = (code = '') => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

beforeEach(async () => {
  seller = await ownerSession(db())
  buyer = await ownerSession(db(), { type: 'UNIT' })
  machineId = (await makeFiling(db(), 'COLLECTED', { ownerId: seller.id })).machineId ?? ''
  body = await request(seller, buyer)
})

describe('机主变更 takes effect', () => {
  test('with both codes: the new owner has the machine, the old one sees it no more, both are told', async () => {
    const { status, body: change } = await ask(body)
    expect(status).toBe(201)
    expect(change).toMatchObject({
      type: 'OWNER',
      status: 'DONE',
      lines: [{ label: '机械所有者', before: seller.name, after: buyer.name }],
    })
    expect(await ownerId()).toBe(buyer.id)
    const look = (token: string) => callRoute<MachineDto>(getMachine, { params: { id: machineId }, token })
    expect((await look(seller.token)).status).toBe(404)
    const { body: machine } = await look(buyer.token)
    expect(machine.ownerName).toBe(buyer.name)
    expect(machine.history[0]?.what).toBe('机主变更，经双方验证码确认')
    expect(JSON.stringify(machine)).not.toContain(seller.name)
    for (const [session, count] of [
      [seller, 0],
      [buyer, 1],
    ] as const) {
      const list = await callRoute<{ data: unknown[] }>(listMachines, { token: session.token })
      expect(list.body.data).toHaveLength(count)
      const changes = await callRoute<{ data: ChangeDto[] }>(listChanges, { token: session.token })
      expect(changes.body.data.map(({ id }) => id)).toEqual([change.id])
    }
  })

  test('the notices say it to each in his own words, and only the new owner is led to the machine', async () => {
    await ask(body)
    type Notices = { data: { text: string; machineId: string | null; changeId: string }[] }
    const news = async (token: string) => (await callRoute<Notices>(listNotices, { token })).body.data[0]
    expect(await news(seller.token)).toMatchObject({
      text: expect.stringContaining('您不再是该机械的所有者'),
      machineId: null,
    })
    expect(await news(buyer.token)).toMatchObject({
      text: expect.stringContaining('已变更到您名下'),
      machineId,
    })
  })

  test('asked by the new owner as well; the row stands under the old one, the record names who asked', async () => {
    const { status, body: change } = await ask(body, buyer.token)
    expect(status).toBe(201)
    expect(await ownerId()).toBe(buyer.id)
    const row = await db().change.findUniqueOrThrow({ where: { id: change.id } })
    expect([row.accountId, row.newOwnerId]).toEqual([seller.id, buyer.id])
    const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: change.id } })
    expect([event.action, event.actorId]).toEqual(['change.transfer', buyer.id])
    expect(JSON.stringify(event.details)).not.toContain(seller.phone)
  })

  test('what the old owner waited for ends with it', async () => {
    const { id, machineId: waiting } = await makeChange(db(), {
      type: 'CANCELLATION',
      filing: { ownerId: seller.id },
    })
    machineId = waiting
    expect((await ask(body)).status).toBe(201)
    expect((await db().change.findUniqueOrThrow({ where: { id } })).status).toBe('WITHDRAWN')
  })

  test('the new owner sees the photos of the machine, a stranger does not', async () => {
    const { photoId } = await db().filingPhoto.findFirstOrThrow({
      where: { filing: { machine: { id: machineId } } },
    })
    await ask(body)
    const stranger = await ownerSession(db())
    const see = async (token: string) =>
      (await fetchRoute(getPhoto, { params: { id: photoId }, token })).status
    expect(await see(stranger.token)).toBe(404)
    // The row is there; its picture was never stored by the factory.
    expect(await see(buyer.token)).not.toBe(404)
  })

  test('names and numbers however they are typed', async () => {
    const toName = `${buyer.name.slice(0, 3)} ${buyer.name.slice(3)}`
    const fromIdNumber = ` ${seller.idNumber.toLowerCase()} `
    expect((await ask({ ...body, toName, fromIdNumber })).status).toBe(201)
  })
})

describe('机主变更 is refused', () => {
  test.each([
    ['fromCode', (given: typeof body) => ({ fromCode: wrong(given.fromCode) }), ['fromCode']],
    ['fromIdNumber', () => ({ fromIdNumber: '11010519491231002X' }), ['fromCode']],
    ['fromPhone', () => ({ fromPhone: '13900009999' }), ['fromCode']],
    ['toCode', (given: typeof body) => ({ toCode: wrong(given.toCode) }), ['toCode']],
    ['toName', () => ({ toName: '别人' }), ['toCode']],
    ['toIdNumber', () => ({ toIdNumber: '11010519491231002X' }), ['toCode']],
    ['toPhone', () => ({ toPhone: '13900009998' }), ['toCode']],
    [
      'both codes',
      (given: typeof body) => ({ fromCode: wrong(given.fromCode), toCode: wrong(given.toCode) }),
      ['fromCode', 'toCode'],
    ],
  ])('for a wrong %s, with the one answer of that side', async (_, change, paths) => {
    const { status, body: problem } = await ask<Problem>({ ...body, ...change(body) })
    expect([status, problem.code]).toEqual([422, 'CODE_INVALID'])
    expect(problem.errors?.map(({ path }) => path)).toEqual(paths)
    expect(new Set(problem.errors?.map(({ message }) => message)).size).toBe(paths.length)
    expect(await ownerId()).toBe(seller.id)
    expect(await db().change.count({ where: { machineId } })).toBe(0)
  })

  test('for a code of another purpose', async () => {
    const swapped = { ...body, fromCode: body.toCode, toCode: body.fromCode }
    expect((await ask<Problem>(swapped)).body.errors?.map(({ path }) => path)).toEqual(['fromCode', 'toCode'])
  })

  test('when both are the same, or a field is missing', async () => {
    const same = await ask<Problem>({ ...body, toPhone: seller.phone })
    expect(same.body.errors).toMatchObject([{ path: 'toPhone', code: 'SAME_OWNER' }])
    const empty = await ask<Problem>({ type: 'OWNER' })
    expect(empty.body.errors?.map(({ path }) => path)).toEqual([
      'fromIdNumber',
      'fromPhone',
      'fromCode',
      'toName',
      'toIdNumber',
      'toPhone',
      'toCode',
    ])
  })

  test('to strangers, and to a buyer whose seller does not own the machine', async () => {
    const stranger = await ownerSession(db())
    expect((await ask(body, stranger.token)).status).toBe(404)
    const theirs = await request(stranger, await ownerSession(db()))
    const { status, body: problem } = await ask<Problem>(theirs, seller.token)
    expect([status, problem.errors?.[0]?.path]).toEqual([422, 'fromCode'])
    machineId = (await makeFiling(db(), 'COLLECTED')).machineId ?? ''
    const notSold = await ask<Problem>(body, buyer.token)
    machineId = '019ac000-0000-7000-8000-000000000000'
    const noMachine = await ask<Problem>(body, buyer.token)
    expect(notSold.body.errors).toEqual(noMachine.body.errors)
    expect(notSold.body.errors?.[0]?.path).toBe('fromCode')
  })

  test('before the number is fetched, and that answer uses the codes up', async () => {
    machineId = (await makeFiling(db(), 'APPROVED', { ownerId: seller.id })).machineId ?? ''
    expect((await ask<Problem>(body)).body.code).toBe('STATE_CONFLICT')
    machineId = (await makeFiling(db(), 'COLLECTED', { ownerId: seller.id })).machineId ?? ''
    expect((await ask<Problem>(body)).body.code).toBe('CODE_INVALID')
    expect(await ownerId()).toBe(seller.id)
  })
})

describe('at once', () => {
  test('twice: one takes effect, the codes serve once', async () => {
    const answers = await Promise.all([
      ask<Problem>(body),
      ask<Problem>(body),
      ask<Problem>(body, buyer.token),
    ])
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1)
    for (const { status } of answers) expect([201, 404, 422]).toContain(status)
    expect(await db().change.count({ where: { machineId } })).toBe(1)
    expect((await ask<Problem>(await request(buyer, buyer), buyer.token)).status).toBe(422)
  })

  test('two machines with the same codes: one moves', async () => {
    const other = (await makeFiling(db(), 'COLLECTED', { ownerId: seller.id })).machineId ?? ''
    const both = await Promise.all(
      [machineId, other].map((id) =>
        callRoute<Problem>(createChange, { params: { id }, body, token: seller.token }),
      ),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422])
    expect(both.find(({ status }) => status === 422)?.body.errors?.[0]?.path).toBe('fromCode')
    expect(await db().machine.count({ where: { ownerId: buyer.id } })).toBe(1)
  })

  test('the same request again with its key answers as the first time', async () => {
    const headers = { 'idempotency-key': `transfer-${machineId}` }
    const first = await ask(body, seller.token, headers)
    const second = await ask(body, seller.token, headers)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
  })
})
