import { beforeEach, describe, expect, test } from 'vitest'
import type { StaffActor } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import { findStaffActor } from '@/lib/server/session/staff-session'
import { makeFiling } from '@/prisma/factories/filing'
import { staffSession } from '@/testing/staff-session'
import { lookUp } from './commands/look-up'
import { listPickups } from './queries/list-pickups'
import { WRONG_CODES } from './rules/code-limit'

const ADDRESS = '192.0.2.7'
let pickupId: string | null = null
const CODE = '531246'

beforeEach(async () => {
  await db().rateLimit.deleteMany({ where: { key: { startsWith: 'pickup-code:' } } })
})

const guess = (at: number) => String(100_000 + at)
const look = (actor: StaffActor, code: string, address = ADDRESS) => lookUp(actor, { code }, address)
async function counter(district = '110108'): Promise<StaffActor> {
  const { headers } = await staffSession(db(), 'COUNTER', district)
  const actor = await findStaffActor(headers.cookie?.split('=')[1] ?? '')
  if (!actor) throw new Error('no session')
  return actor
}

describe('codes that belong to nothing', () => {
  test('end the look-up by code for half an hour, with the other ways named; each is in the audit', async () => {
    pickupId ??= (await makeFiling(db(), 'APPROVED', { districtCode: '110108', pickupCode: CODE })).pickupId
    const actor = await counter()
    for (let n = 0; n < WRONG_CODES.STAFF; n += 1) expect((await look(actor, guess(n))).data).toEqual([])
    const refused = await look(actor, CODE).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'LOCKED', message: expect.stringContaining('现在可以用登记号码') })
    expect(Reflect.get(refused as object, 'retryAfterSeconds')).toBeLessThanOrEqual(1800)
    const events = await db().auditEvent.findMany({
      where: { action: 'pickup.wrong-code', actorId: actor.id },
    })
    expect(events).toHaveLength(WRONG_CODES.STAFF)
    expect(JSON.stringify(events.map(({ details }) => details))).not.toContain(guess(3))
    // Another way is not touched, and a colleague goes on.
    expect((await lookUp(actor, { registrationNumber: '3-30468844' }, ADDRESS)).data).toBeDefined()
    const colleague = await counter()
    expect((await look(colleague, CODE)).data.map(({ id }) => id)).toEqual([pickupId])
  })

  test('of two hundred at once no more than allowed are answered', async () => {
    const actor = await counter()
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, (_, at) => look(actor, guess(at))))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(WRONG_CODES.STAFF)
  })

  test('count for a bureau together, and for an address whatever the bureau', async () => {
    const answered = async (actors: StaffActor[], address: (at: number) => string) => {
      let count = 0
      for (const [at, actor] of actors.entries())
        for (let n = 0; n < WRONG_CODES.STAFF; n += 1)
          count += await look(actor, guess(at * 100 + n), address(at)).then(
            () => 1,
            () => 0,
          )
      return count
    }
    const first = await counter()
    const colleagues = [first]
    for (let n = 0; n < 5; n += 1) colleagues.push({ ...(await counter()), bureauId: first.bureauId })
    expect(await answered(colleagues, (at) => `198.51.100.${at}`)).toBe(WRONG_CODES.BUREAU)
    const strangers: StaffActor[] = []
    for (let n = 0; n < 6; n += 1) strangers.push({ ...(await counter()), bureauId: crypto.randomUUID() })
    expect(await answered(strangers, () => '203.0.113.9')).toBe(WRONG_CODES.ADDRESS)
  })

  test('are answered again half an hour after the first', async () => {
    const actor = await counter()
    for (let n = 0; n < WRONG_CODES.STAFF; n += 1) await look(actor, guess(n))
    await expect(look(actor, CODE)).rejects.toMatchObject({ code: 'LOCKED' })
    await db().rateLimit.updateMany({
      where: { key: { startsWith: 'pickup-code:' } },
      data: { expire: BigInt(Date.now() - 1) },
    })
    expect((await look(actor, CODE)).data.map(({ id }) => id)).toEqual([pickupId])
  })
})

test('a list is not searched by code', async () => {
  const actor = await counter()
  const query = { q: CODE, queue: 'waiting' as const, limit: 20 }
  expect((await listPickups(actor, query)).data).toEqual([])
})
