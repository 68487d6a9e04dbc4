import { describe, expect, test } from 'vitest'
import { pickupRoutes } from '@/lib/features/pickup/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { type FilingSeed, makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import type { Pickup } from './schema'

const { lookupPickups: lookup, listPickups: list } = pickupRoutes

type Found = { data: Pickup[]; nextCursor?: string | null }

const counter = async (districtCode = '110101') => (await staffSession(db(), 'COUNTER', districtCode)).headers

async function waiting(seed: FilingSeed = {}) {
  const owner = await makeAccount(db(), { name: '张三丰' })
  const filing = await makeFiling(db(), 'APPROVED', { ownerId: owner.id, ...seed })
  return { owner, filing, id: filing.pickupId ?? '' }
}

const find = async (headers: Record<string, string>, body: object) =>
  callRoute<Found>(lookup, { headers, body })

describe('look-up', () => {
  test('finds by code, number, phone, and ID tail with name; shows numbers masked only', async () => {
    const headers = await counter()
    const { owner, filing, id } = await waiting({ pickupCode: '964069' })
    const inputs = [
      { code: '964069' },
      { code: '９６４０６９ ' },
      { registrationNumber: filing.registrationNumber },
      { registrationNumber: filing.registrationNumber?.replace('-', '').toLowerCase() },
      { phone: owner.phone },
      { idTail: owner.idNumber.slice(-4), name: ' 张三丰' },
    ]
    for (const input of inputs) {
      const { status, body } = await find(headers, input)
      expect([status, body.data?.map((pickup) => pickup.id)], JSON.stringify(input)).toEqual([200, [id]])
    }
    const { body } = await find(headers, { code: '964069' })
    const text = JSON.stringify(body)
    expect(text).not.toContain(owner.idNumber)
    expect(text).not.toContain(owner.phone)
    expect(body.data[0]?.machine.categoryName).toBe('推土机')
    expect(body.data[0]?.bureau.own).toBe(true)
  })

  test('finds one however number, phone, code, tail and name are spelled', async () => {
    const headers = await counter()
    const owner = await makeAccount(db(), { type: 'UNIT', name: '⻓沙马工（集团）机械有限公司' })
    const { filing, id } = await waiting({ ownerId: owner.id, pickupCode: '604690' })
    const [, body = ''] = filing.registrationNumber?.split('-') ?? []
    const stage = filing.registrationNumber?.[0] ?? ''
    const inputs = [
      { code: '领取码：604690' },
      { code: '6\u00ad04\u200b690' },
      { registrationNumber: `号码：${stage}–${body}` },
      { registrationNumber: `*${stage}‑${body.slice(0, 4)}\u00a0${body.slice(4)}*` },
      { phone: `+86 ${owner.phone.slice(0, 3)}-${owner.phone.slice(3, 7)}-${owner.phone.slice(7)}` },
      { phone: `0${owner.phone}` },
      { phone: `（0086）${owner.phone}\u202c` },
      { idTail: owner.idNumber.slice(-4), name: '长沙马工(集团)机械有限公司' },
      { idTail: owner.idNumber.slice(-4), name: '长\u00ad沙⻢⼯【集团】机械\u00a0有限公司' },
    ]
    for (const input of inputs) {
      const { status, body: found } = await find(headers, input)
      expect([status, found.data?.map((pickup) => pickup.id)], JSON.stringify(input)).toEqual([200, [id]])
    }
    const { body: shown } = await find(headers, { code: '604690' })
    expect(shown.data[0]?.owner.name).toBe('⻓沙马工（集团）机械有限公司')
  })

  test('indicates further results, and returns them page by page in the same order', async () => {
    const owner = await makeAccount(db())
    const home = { ownerId: owner.id, districtCode: '110106' }
    const ids: (string | null)[] = []
    for (let n = 0; n < 28; n += 1) ids.push((await makeFiling(db(), 'APPROVED', home)).pickupId)
    for (let n = 0; n < 4; n += 1)
      ids.push((await makeFiling(db(), 'APPROVED', { ...home, districtCode: '110107' })).pickupId)
    const collected: (string | null)[] = []
    for (let n = 0; n < 31; n += 1) collected.unshift((await makeFiling(db(), 'COLLECTED', home)).pickupId)
    const headers = await counter('110000')
    // The city's counter: nothing waits at its own bureau, so all are sorted by time.
    const pages: Found[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { status, body } = await find(headers, { phone: owner.phone, ...(cursor ? { cursor } : {}) })
      expect(status).toBe(200)
      pages.push(body)
      cursor = body.nextCursor ?? null
    }
    expect(pages.map(({ data }) => data.length)).toEqual([30, 30, 3])
    const all = pages.flatMap(({ data }) => data.map((pickup) => pickup.id))
    expect(all.slice(0, 32)).toEqual(ids)
    expect(new Set(all.slice(32))).toEqual(new Set(collected))
    expect(JSON.stringify(pages.map(({ nextCursor }) => nextCursor))).not.toContain(owner.phone)

    const own = await find(await counter('110107'), { phone: owner.phone })
    expect([own.body.data.map((pickup) => pickup.id), own.body.nextCursor]).toEqual([ids.slice(28), null])
    expect((await find(headers, { phone: owner.phone, cursor: 'forged' })).status).toBe(400)
    const foreign = Buffer.from(JSON.stringify(['9', 'x', 'y'])).toString('base64url')
    expect((await find(headers, { phone: owner.phone, cursor: foreign })).status).toBe(400)
  })

  test('a former number finds the machine whose stage was corrected', async () => {
    const headers = await counter()
    const { filing, id } = await waiting()
    const machineId = filing.machineId ?? ''
    const former = filing.registrationNumber ?? ''
    const now = new Date(Date.now() + 1000)
    await db().machineNumber.updateMany({ where: { machineId }, data: { validTo: now } })
    const { registrationNumber } = await db().machine.update({
      where: { id: machineId },
      data: { emissionStage: '2' },
    })
    const number = registrationNumber ?? ''
    await db().machineNumber.create({ data: { machineId, number, validFrom: now } })
    const { body } = await find(headers, { registrationNumber: former })
    expect(body.data.map((pickup) => [pickup.id, pickup.registrationNumber])).toEqual([[id, number]])
  })

  test('outside the area nothing is found, and the city above sees it', async () => {
    const { filing } = await waiting({ pickupCode: '111222' })
    const strangers = [await counter('110108'), await counter('130200')]
    for (const headers of strangers) {
      expect((await find(headers, { code: '111222' })).body.data).toEqual([])
      const number = { registrationNumber: filing.registrationNumber }
      expect((await find(headers, number)).body.data).toEqual([])
    }
    expect((await find(await counter('110000'), { code: '111222' })).body.data).toHaveLength(1)
  })

  test('those waiting at the actor’s bureau come before others and before collected ones', async () => {
    const city = await counter('110000')
    const owner = await makeAccount(db())
    const home = { ownerId: owner.id, districtCode: '110101' }
    const done = await makeFiling(db(), 'COLLECTED', home)
    const first = await makeFiling(db(), 'APPROVED', home)
    const second = await makeFiling(db(), 'APPROVED', { ...home, districtCode: '110108' })
    const { body } = await find(await counter('110108'), { phone: owner.phone })
    expect(body.data.map((pickup) => pickup.id)).toEqual([second.pickupId])
    const all = await find(city, { phone: owner.phone })
    expect(all.body.data.map((pickup) => pickup.id)).toEqual([first.pickupId, second.pickupId, done.pickupId])
  })

  test('a look-up by phone or ID number is audited without the search text', async () => {
    const headers = await counter()
    const { owner, id } = await waiting()
    await find(headers, { phone: owner.phone })
    const event = await db().auditEvent.findFirstOrThrow({
      where: { action: 'pickup.lookup' },
      orderBy: { id: 'desc' },
    })
    expect(event.details).toEqual({ by: 'phone', pickupIds: [id] })
  })

  test.each([
    [{}],
    [{ code: '123456', phone: '13900000000' }],
    [{ code: '12345' }],
    [{ phone: '12345' }],
    [{ registrationNumber: '3-IO' }],
  ])('refuses %j', async (body) => {
    expect((await find(await counter(), body)).status).toBe(422)
  })
})

describe('list', () => {
  test('oldest first, page by page, with search', async () => {
    const headers = await counter('110102')
    const ids: (string | null)[] = []
    for (let n = 0; n < 3; n++) ids.push((await waiting({ districtCode: '110102' })).filing.pickupId)
    const first = await callRoute<Found>(list, { headers, query: { limit: '2' } })
    const cursor = first.body.nextCursor ?? ''
    const second = await callRoute<Found>(list, { headers, query: { limit: '2', cursor } })
    expect([...first.body.data, ...second.body.data].map((pickup) => pickup.id)).toEqual(ids)
    expect(second.body.nextCursor).toBeNull()
    const q = first.body.data[1]?.machine.serial ?? ''
    const found = await callRoute<Found>(list, { headers, query: { q } })
    expect(found.body.data.map((pickup) => pickup.id)).toEqual([ids[1]])
    const byName = await callRoute<Found>(list, { headers, query: { q: '三丰' } })
    expect(byName.body.data).toHaveLength(3)
    const number = first.body.data[0]?.registrationNumber ?? ''
    for (const spelled of [`号码：${number.replace('-', '－')}`, number.replace('-', ' '), `*${number}*`]) {
      const byNumber = await callRoute<Found>(list, { headers, query: { q: spelled } })
      expect([spelled, byNumber.body.data.map((pickup) => pickup.id)]).toEqual([spelled, [ids[0]]])
    }
    const bySerial = await callRoute<Found>(list, {
      headers,
      query: { q: `出厂编号:${[...q].join('\u00ad')}` },
    })
    expect(bySerial.body.data.map((pickup) => pickup.id)).toEqual([ids[1]])
  })
})
