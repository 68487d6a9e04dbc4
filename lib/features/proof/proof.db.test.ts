import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { changeRoutes } from '@/lib/features/change/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { pickupRoutes } from '@/lib/features/pickup/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { makeFiling } from '@/prisma/factories/filing'
import { makeHolder } from '@/prisma/factories/holder'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from '@/testing/call-route'
import { messagesTo, newestCode } from '@/testing/outbox'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { proofRoutes } from './routes'
import type { OwnProof } from './schema'

/** A stub of the service: what it answers, and what it was asked. */
let result: unknown = 'MATCH'
const asked: Record<string, unknown>[] = []
const service = createServer((request, response) => {
  request.setEncoding('utf8').on('data', (text: string) => {
    asked.push(JSON.parse(text))
    response.end(JSON.stringify({ result }))
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  process.env.IDENTITY_URL = `http://127.0.0.1:${(service.address() as AddressInfo).port}/identity`
})
afterAll(async () => {
  await stopWorkers()
  service.closeAllConnections()
  service.close()
})

type Problem = { code: string; detail: string }
type Answer = Partial<OwnProof & Problem>
const proofOf = (token: string) => callRoute<Answer>(proofRoutes.getProof, { token })
const prove = (token: string) => callRoute<Answer>(proofRoutes.proveOnline, { token })
const audited = (action: string, subjectId: string) =>
  db().auditEvent.findMany({ where: { action, subjectId } })

let owner: OwnerSession
beforeEach(async () => {
  owner = await ownerSession(db(), { proved: false })
  asked.length = 0
  result = 'MATCH'
})

describe('the service', () => {
  it('is asked for name, document and phone together, and its yes proves the account', async () => {
    const { machineIds } = await makeHolder(db(), {
      name: owner.name,
      idNumber: owner.idNumber,
      registrantId: owner.id,
      districts: ['110101', '440106'],
    })
    expect((await proofOf(owner.token)).body).toMatchObject({ level: 'UNPROVED', online: true })
    const { status, body } = await prove(owner.token)
    expect(status).toBe(200)
    expect(body).toMatchObject({ level: 'PROVED', how: 'IDENTITY_SERVICE', bureauName: null, online: false })
    const { name, idNumber, phone } = owner
    expect(asked).toEqual([
      { type: 'PERSON', name, documentKind: 'RESIDENT_ID', documentNumber: idNumber, phone },
    ])
    const owners = await db().machine.findMany({
      where: { id: { in: machineIds } },
      select: { ownerId: true },
    })
    expect(owners).toEqual([{ ownerId: owner.id }, { ownerId: owner.id }])
    expect(await audited('account.prove', owner.id)).toMatchObject([
      { actorKind: 'ACCOUNT', actorId: owner.id, details: { proofWay: 'IDENTITY_SERVICE', machines: 2 } },
    ])
    // Nothing is asked a second time.
    expect((await prove(owner.token)).status).toBe(200)
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['MISMATCH', '不属于同一人'],
    ['UNKNOWN', '没有查到'],
  ])('that says %s proves nothing, on record', async (answer, words) => {
    result = answer
    const { status, body } = await prove(owner.token)
    expect([status, body.code, body.detail]).toEqual([409, 'STATE_CONFLICT', expect.stringContaining(words)])
    expect((await proofOf(owner.token)).body.level).toBe('UNPROVED')
    expect(await audited('account.fail-proof', owner.id)).toMatchObject([
      { details: { proofAnswer: answer } },
    ])
  })

  it('without an answer has not checked: nothing is proved, and it is said', async () => {
    result = 'yes'
    const { status, body } = await prove(owner.token)
    expect([status, body.detail]).toEqual([503, expect.stringContaining('没有核验')])
    expect((await proofOf(owner.token)).body.level).toBe('UNPROVED')
    expect(await audited('account.prove', owner.id)).toEqual([])
  })

  it('is asked five times a day and account', async () => {
    result = 'UNKNOWN'
    for (let time = 0; time < 5; time += 1) expect((await prove(owner.token)).status).toBe(409)
    expect((await prove(owner.token)).status).toBe(429)
    expect(asked).toHaveLength(5)
  })
})

describe('an unproved account', () => {
  const machineOf = async (ownerId: string) =>
    (await makeFiling(db(), 'COLLECTED', { ownerId, districtCode: '110101' })).machineId ?? ''
  const change = (token: string, id: string, body: object) =>
    callRoute<Problem>(changeRoutes.createChange, { params: { id }, token, body })

  it('files', async () => {
    const draft = await callRoute(filingRoutes.createFiling, { token: owner.token, body: {} })
    expect(draft.status).toBe(201)
  })

  it('cannot have a machine cancelled, and reads where and how to prove', async () => {
    await staffSession(db(), 'COUNTER', '110101')
    const office = await db().bureau.findFirstOrThrow({
      where: { divisionCode: '110101', disabledAt: null },
      orderBy: { createdAt: 'asc' },
    })
    const id = await machineOf(owner.id)
    const photos = [{ slot: 'OTHER_1', photoId: (await makePhoto(db(), owner.id)).id }]
    const body = { type: 'CANCELLATION', reason: '机械已报废', photos }
    const refused = await change(owner.token, id, body)
    expect([refused.status, refused.body.code]).toEqual([403, 'PROOF_REQUIRED'])
    for (const words of ['证件原件', office.officeName, office.address, office.phone, '在线核验'])
      expect(refused.body.detail).toContain(words)
    expect(await db().change.count({ where: { machineId: id } })).toBe(0)
    expect((await proofOf(owner.token)).body.offices).toMatchObject([{ name: office.officeName }])
    await prove(owner.token)
    expect((await change(owner.token, id, body)).status).toBe(201)
  })

  it('cannot change an owner: no code is sent, and with codes nothing happens', async () => {
    const buyer = await ownerSession(db())
    const id = await machineOf(owner.id)
    const sides = { fromPhone: owner.phone, toPhone: buyer.phone, toName: buyer.name }
    const codes = (token: string) =>
      callRoute<Problem>(changeRoutes.transferCode, {
        params: { id },
        token,
        body: { side: 'FROM', ...sides },
      })
    expect((await codes(owner.token)).body.code).toBe('PROOF_REQUIRED')
    expect(await messagesTo(owner.phone)).toEqual([])
    const request = async () => {
      const phones = [owner.phone, buyer.phone].map((phone) => blindIndex('phone', phone))
      await db().verificationCode.deleteMany({ where: { phoneIndex: { in: phones } } })
      for (const [phone, purpose] of [
        [owner.phone, 'TRANSFER_FROM'],
        [buyer.phone, 'TRANSFER_TO'],
      ] as const)
        await callRoute(accountRoutes.sendCode, { body: { phone, purpose } })
      return {
        type: 'OWNER',
        ...sides,
        fromIdNumber: owner.idNumber,
        fromCode: await newestCode(owner.phone, 'TRANSFER_FROM'),
        toIdNumber: buyer.idNumber,
        toCode: await newestCode(buyer.phone, 'TRANSFER_TO'),
      }
    }
    const body = await request()
    // Asked by the proved buyer it fails for the seller's sake; the unproved caller is refused before the codes are used.
    for (const token of [owner.token, buyer.token]) {
      const refused = await change(token, id, body)
      expect([refused.status, refused.body.code]).toEqual([403, 'PROOF_REQUIRED'])
    }
    expect((await db().machine.findUniqueOrThrow({ where: { id } })).ownerId).toBe(owner.id)
    await prove(owner.token)
    expect((await change(owner.token, id, await request())).status).toBe(201)
  })

  it('is proved when its person collects with the document, and not by a name alone or by an agent', async () => {
    const officer = await staffSession(db(), 'COUNTER', '110101')
    const handOver = async (filing: { pickupId?: string | null }, collector: object) =>
      callRoute(pickupRoutes.handOver, {
        params: { id: filing.pickupId ?? '' },
        headers: officer.headers,
        body: { collector: { kind: 'OWNER', name: owner.name, ...collector }, items: ['CARD'] },
      })
    const level = async () => (await proofOf(owner.token)).body.level
    const agent = await ownerSession(db(), { proved: false })
    const filed = { ownerId: owner.id, districtCode: '110101' }
    const idNumber = owner.idNumber.slice(-4)
    const byAgent = await makeFiling(db(), 'APPROVED', { ...filed, filerId: agent.id })
    expect((await handOver(byAgent, { idNumber })).status).toBe(200)
    const byName = await makeFiling(db(), 'APPROVED', filed)
    expect((await handOver(byName, {})).status).toBe(200)
    expect(await level()).toBe('UNPROVED')
    const own = await makeFiling(db(), 'APPROVED', filed)
    expect((await handOver(own, { idNumber })).status).toBe(200)
    const { bureau } = await db().staff.findUniqueOrThrow({
      where: { id: officer.id },
      select: { bureau: { select: { name: true } } },
    })
    expect((await proofOf(owner.token)).body).toMatchObject({
      level: 'PROVED',
      how: 'COUNTER_DOCUMENT',
      bureauName: bureau.name,
    })
    expect((await db().account.findUniqueOrThrow({ where: { id: agent.id } })).provedAt).toBeNull()
  })
})

describe('the database', () => {
  it('keeps a proof for the name and document it is of, with who and how', async () => {
    const { id } = await ownerSession(db())
    const { id: other } = owner
    const change = (data: object, of = id) => db().account.update({ where: { id: of }, data })
    await expect(change({ name: '另一个人' })).rejects.toThrow()
    await expect(change({ idNumberIndex: 'another' })).rejects.toThrow()
    await expect(change({ provedHow: 'COUNTER_DOCUMENT' })).rejects.toThrow()
    await expect(change({ provedAt: new Date() }, other)).rejects.toThrow()
    await expect(change({ closedAt: new Date() })).rejects.toThrow()
    await change({ name: '另一个人', provedAt: null, provedHow: null })
    expect(await db().account.findUniqueOrThrow({ where: { id } })).toMatchObject({ provedAt: null })
  })
})
