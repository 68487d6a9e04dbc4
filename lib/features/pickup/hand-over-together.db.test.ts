import { describe, expect, test } from 'vitest'
import { documentRoutes } from '@/lib/features/document/routes'
import { pickupRoutes } from '@/lib/features/pickup/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { type MadeFiling, makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import type { Pickup } from './schema'

const { handOverTogether, listPickups } = pickupRoutes

type Headers = Record<string, string>
type Answer = {
  data: Pickup[]
  code: string
  detail: string
  errors: { path: string; code: string; message: string }[]
}

const counter = async (code = '110101') => (await staffSession(db(), 'COUNTER', code)).headers

async function fleet(count: number) {
  const owner = await makeAccount(db(), { type: 'UNIT' })
  const filings: MadeFiling[] = []
  for (let n = 0; n < count; n++) filings.push(await makeFiling(db(), 'APPROVED', { ownerId: owner.id }))
  const ids = filings.map(({ pickupId }) => pickupId ?? '')
  const collector = { kind: 'OWNER', name: '赵经理', idNumber: owner.idNumber.slice(-4) }
  return { owner, filings, ids, collector }
}

const give = (headers: Headers, ids: string[], collector: object) =>
  callRoute<Answer>(handOverTogether, { headers, body: { ids, collector, items: ['CARD', 'STICKER'] } })
const collected = (ids: string[]) =>
  db().pickup.count({ where: { id: { in: ids }, collectedAt: { not: null } } })
const recorded = (filings: MadeFiling[]) =>
  db().auditEvent.count({
    where: { action: 'pickup.handOver', subjectId: { in: filings.map(({ id }) => id) } },
  })

describe('several numbers of one owner', () => {
  test('are handed over together, each with its record, and what was not printed is recorded', async () => {
    const headers = await counter()
    const { filings, ids, collector } = await fleet(3)
    const [first] = filings
    await callRoute(documentRoutes.recordCopy, {
      headers,
      params: { id: first?.id ?? '', document: 'collection-card' },
    })
    const { status, body } = await give(headers, ids, collector)
    expect([status, body.data.map(({ id }) => id)]).toEqual([200, ids])
    expect(body.data.every(({ status: now, items }) => now === 'COLLECTED' && items.length === 2)).toBe(true)
    expect(await recorded(filings)).toBe(3)
    const event = await db().auditEvent.findFirstOrThrow({
      where: { action: 'pickup.handOver', subjectId: first?.id },
    })
    expect(event.details).toMatchObject({ notPrinted: ['STICKER'], identity: 'TAIL' })
    const closed = await db().filing.count({
      where: { id: { in: filings.map(({ id }) => id) }, status: 'COLLECTED' },
    })
    expect(closed).toBe(3)
  })

  const spoil = {
    collected: (headers: Headers, id: string, collector: object) => give(headers, [id], collector),
    revoked: (_: Headers, id: string) =>
      db().machine.updateMany({ where: { pickup: { id } }, data: { status: 'REVOKED' } }),
  }
  test.each([
    ['collected', 'ALREADY_COLLECTED'],
    ['revoked', 'STATE_CONFLICT'],
  ] as const)('one of them is %s: none is handed over, and the answer says which', async (how, code) => {
    const headers = await counter()
    const { filings, ids, collector } = await fleet(3)
    await spoil[how](headers, ids[1] ?? '', collector)
    const before = [await collected(ids), await recorded(filings)]
    const answer = await give(headers, ids, collector)
    expect([answer.status, answer.body.code]).toEqual([409, code])
    expect(answer.body.errors[0]).toMatchObject({ path: 'ids.1', code })
    expect(answer.body.detail).toContain(filings[1]?.registrationNumber)
    expect(answer.body.detail).toContain('均未发放')
    expect([await collected(ids), await recorded(filings)]).toEqual(before)
  })

  test('one of another area, or a wrong document: none is handed over', async () => {
    const headers = await counter()
    const { owner, ids, collector } = await fleet(2)
    const abroad = await makeFiling(db(), 'APPROVED', { ownerId: owner.id, districtCode: '110108' })
    const mixed = await give(headers, [...ids, abroad.pickupId ?? ''], collector)
    expect([mixed.status, mixed.body.errors[0]]).toMatchObject([422, { path: 'ids.2', code: 'NOT_FOUND' }])
    const tail = collector.idNumber === '0000' ? '1111' : '0000'
    const wrong = await give(headers, ids, { ...collector, idNumber: tail })
    expect([wrong.status, wrong.body.errors[0]?.code]).toEqual([422, 'ID_NUMBER_MISMATCH'])
    expect(await collected(ids)).toBe(0)
    // One attempt, however many machines.
    expect(await db().identityMiss.count({ where: { accountId: owner.id } })).toBe(1)
  })

  test('two counters at once, in different orders: one hands all over, the other none', async () => {
    const { filings, ids, collector } = await fleet(6)
    const [one, two] = [await counter(), await counter()]
    const answers = await Promise.all([give(one, ids, collector), give(two, ids.toReversed(), collector)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect([await collected(ids), await recorded(filings)]).toEqual([6, 6])
    const givers = await db().pickup.findMany({ where: { id: { in: ids } }, distinct: ['handedOverById'] })
    expect(givers).toHaveLength(1)
  })

  test('more than a hundred go in one act, each with its record and notice', async () => {
    const headers = await counter()
    const { owner, filings, ids, collector } = await fleet(120)
    const { status, body } = await give(headers, ids, collector)
    expect([status, body.data.length]).toEqual([200, 120])
    expect(await collected(ids)).toBe(120)
    expect(await recorded(filings)).toBe(120)
    const told = { accountId: owner.id, kind: 'COLLECTED' as const }
    expect(await db().notice.count({ where: told })).toBe(120)
  })

  test('are listed by their owner at the own bureau, and by the days that they wait', async () => {
    const headers = await counter()
    const { owner, ids } = await fleet(3)
    await db().pickup.update({
      where: { id: ids[0] ?? '' },
      data: { createdAt: new Date(Date.now() - 31 * 86_400_000) },
    })
    const list = async (query: Record<string, string>) =>
      (await callRoute<Answer>(listPickups, { headers, query: { ownerId: owner.id, ...query } })).body.data
    expect((await list({ own: 'true' })).map(({ id }) => id)).toEqual(ids)
    expect((await list({ minDays: '30' })).map(({ id }) => id)).toEqual([ids[0]])
    const abroad = await counter('110108')
    const there = await callRoute<Answer>(listPickups, { headers: abroad, query: { ownerId: owner.id } })
    expect(there.body.data).toEqual([])
  })
})
