import { beforeEach, describe, expect, test } from 'vitest'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { pickupRoutes } from '@/lib/features/pickup/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { OFFICER_TRIES, WRONG_TRIES } from './rules/identity-lock'
import type { Pickup } from './schema'

const { handOver, lookupPickups, unlockPickup, getPickup, listPickups } = pickupRoutes

type Headers = Record<string, string>
type Problem = { code: string; detail: string; errors?: { code: string }[] }

const staff = async (role: 'COUNTER' | 'SUPERVISOR' = 'COUNTER', code = '110101') =>
  (await staffSession(db(), role, code)).headers

let person = 0
async function waiting() {
  person += 1
  const owner = await makeAccount(db(), { name: `孙证件${String.fromCharCode(0x4e00 + person)}` })
  const filing = await makeFiling(db(), 'APPROVED', { ownerId: owner.id })
  return { owner, filing, id: filing.pickupId ?? '', tail: owner.idNumber.slice(-4) }
}

const notThe = (tail: string) => (tail === '0000' ? '1111' : '0000')
const give = (headers: Headers, id: string, name: string, idNumber?: string, kind = 'OWNER') =>
  callRoute<Pickup & Problem>(handOver, {
    headers,
    params: { id },
    body: { collector: { kind, name, idNumber }, items: ['CARD'] },
  })
const find = (headers: Headers, name: string, idTail: string) =>
  callRoute<{ data: Pickup[] } & Problem>(lookupPickups, { headers, body: { idTail, name } })
const misses = (accountId: string) => db().identityMiss.count({ where: { accountId, clearedAt: null } })

let counter: Headers
beforeEach(async () => {
  counter = await staff()
})

describe('wrong document numbers', () => {
  test('are counted over officers, pickups of one owner and routes; the right one is refused after five', async () => {
    const { owner, id, tail } = await waiting()
    const second = await makeFiling(db(), 'APPROVED', { ownerId: owner.id })
    const wrong = notThe(tail)
    const answers = [
      await give(counter, id, owner.name, wrong),
      await give(await staff(), second.pickupId ?? '', owner.name, wrong),
      await give(await staff(), id, owner.name, `${owner.idNumber.slice(0, 14)}${wrong}`),
    ]
    expect(answers.map(({ status, body }) => [status, body.errors?.[0]?.code])).toEqual(
      Array.from({ length: 3 }, () => [422, 'ID_NUMBER_MISMATCH']),
    )
    expect(answers[2]?.body.detail).toContain('已错 3 次，再错 2 次暂停核对')
    expect((await find(counter, owner.name, wrong)).body.data).toEqual([])
    expect((await find(await staff(), ` ${owner.name}`, wrong)).body.data).toEqual([])
    expect(await misses(owner.id)).toBe(WRONG_TRIES)

    const fresh = await staff()
    const stopped = await give(fresh, id, owner.name, tail)
    expect([stopped.status, stopped.body.code]).toEqual([429, 'LOCKED'])
    expect(stopped.body.detail).toContain('请管理（监督）人员')
    expect(stopped.headers.get('retry-after')).toMatch(/^\d+$/)
    // No way round it: without a number, as another collector, by a look-up.
    expect((await give(fresh, id, owner.name)).status).toBe(429)
    expect((await give(fresh, id, '李四', '11010519491231002X', 'OTHER')).status).toBe(429)
    expect((await find(fresh, owner.name, tail)).status).toBe(429)
    expect((await db().pickup.findUniqueOrThrow({ where: { id } })).collectedAt).toBeNull()
    const { body } = await callRoute<Pickup>(getPickup, { headers: fresh, params: { id } })
    expect(body.identity).toMatchObject({ wrong: 5, lockedUntil: expect.any(String) })
  })

  test('of many at once no more than five are compared', async () => {
    const { owner, id, tail } = await waiting()
    const counters = await Promise.all(Array.from({ length: 12 }, () => staff()))
    const answers = await Promise.all(
      counters.map((headers, n) =>
        n % 2 === 0 ? give(headers, id, owner.name, notThe(tail)) : find(headers, owner.name, notThe(tail)),
      ),
    )
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(12 - WRONG_TRIES)
    expect(await misses(owner.id)).toBe(WRONG_TRIES)
  })

  test('are recorded without a digit', async () => {
    const { owner, id, filing, tail } = await waiting()
    await give(counter, id, owner.name, notThe(tail))
    await find(counter, owner.name, notThe(tail))
    const events = await db().auditEvent.findMany({
      where: { action: 'pickup.wrong-id' },
      orderBy: { id: 'desc' },
      take: 2,
    })
    expect(events.map(({ details }) => details)).toEqual([
      { by: 'idTail', accounts: 1, wrong: 2 },
      { pickupId: id, collector: 'OWNER', identity: 'TAIL', wrong: 1 },
    ])
    expect(events[1]).toMatchObject({ subjectType: 'filing', subjectId: filing.id, actorKind: 'STAFF' })
  })

  test('count no more once the number is typed rightly; a scan of the pickup code counts not at all', async () => {
    const { owner, id, tail } = await waiting()
    for (let n = 1; n < WRONG_TRIES; n++) await give(counter, id, owner.name, notThe(tail))
    const scanned = await give(counter, id, owner.name, '964069')
    expect(scanned.body.errors).toMatchObject([{ code: 'FORMAT' }])
    expect(await misses(owner.id)).toBe(WRONG_TRIES - 1)
    expect((await find(counter, owner.name, tail)).body.data).toHaveLength(1)
    expect(await misses(owner.id)).toBe(0)
    expect((await give(counter, id, owner.name, tail)).status).toBe(200)
  })

  test('a supervisor of the area, nobody else, lets the counter continue', async () => {
    const { owner, id, tail } = await waiting()
    for (let n = 0; n < WRONG_TRIES; n++) await give(counter, id, owner.name, notThe(tail))
    const unlock = (headers: Headers) => callRoute<Pickup>(unlockPickup, { headers, params: { id } })
    expect((await unlock(counter)).status).toBe(403)
    expect((await unlock(await staff('SUPERVISOR', '110108'))).status).toBe(404)
    expect((await give(counter, id, owner.name, tail)).status).toBe(429)
    const { status, body } = await unlock(await staff('SUPERVISOR'))
    expect([status, body.identity]).toEqual([200, { wrong: 0, lockedUntil: null }])
    expect((await give(counter, id, owner.name, tail)).status).toBe(200)
  })

  test('after half an hour there is one more try, then an hour', async () => {
    const { owner, id, tail } = await waiting()
    for (let n = 0; n < WRONG_TRIES; n++) await give(await staff(), id, owner.name, notThe(tail))
    const age = (minutes: number) =>
      db().$executeRaw`
        UPDATE identity_miss SET at = at - make_interval(mins => ${minutes}::int) WHERE "accountId" = ${owner.id}::uuid`
    await age(31)
    expect((await give(await staff(), id, owner.name, notThe(tail))).status).toBe(422)
    await age(31)
    expect((await give(await staff(), id, owner.name, tail)).status).toBe(429)
    await age(30)
    expect((await give(await staff(), id, owner.name, tail)).status).toBe(200)
  })

  test('an officer who mistypes for one person after another is stopped too; a colleague is not', async () => {
    for (let n = 0; n < OFFICER_TRIES; n++) {
      const { owner, id, tail } = await waiting()
      expect((await give(counter, id, owner.name, notThe(tail))).status).toBe(422)
    }
    const { owner, id, tail } = await waiting()
    expect((await give(counter, id, owner.name, tail)).body.detail).toContain('您半小时内多次填错证件号')
    expect((await give(await staff(), id, owner.name, tail)).status).toBe(200)
  })
})

test('what feeds the counter’s screen shows no digit of the registered document', async () => {
  const { owner, id, filing, tail } = await waiting()
  const answers = [
    await callRoute(getPickup, { headers: counter, params: { id } }),
    await callRoute(lookupPickups, { headers: counter, body: { phone: owner.phone } }),
    await callRoute(listPickups, { headers: counter, query: { q: owner.name } }),
    await callRoute(pickupRoutes.revealPickup, {
      headers: counter,
      params: { id },
      body: { party: 'OWNER' },
    }),
    await callRoute(dossierRoutes.getConsoleMachine, {
      headers: counter,
      params: { id: filing.machineId ?? '' },
    }),
  ]
  for (const { status, body } of answers) {
    expect(status).toBe(200)
    const text = JSON.stringify(body)
    const numbers = [...text.matchAll(/"idNumber\w*":"([^"]*)"/g)].map(([, shown]) => shown)
    expect(numbers.length).toBeGreaterThan(0)
    expect(new Set(numbers)).toEqual(new Set(['******']))
    expect(text).not.toContain(`*${tail}"`)
    expect(text).not.toContain(owner.idNumber.slice(0, 14))
  }
})
