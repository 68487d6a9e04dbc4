import { beforeAll, describe, expect, it } from 'vitest'
import { registrationRoutes } from '@/lib/features/registration/routes'
import { db } from '@/lib/server/database/db'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { Series } from '../schema'

const { patchSeries: PATCH, listSeries: GET, createSeries: POST } = registrationRoutes

type SeriesResponse = Series & { code: string; errors?: { path: string }[] }

let admin: StaffSession

beforeAll(async () => {
  admin = await staffSession(db(), 'ADMINISTRATOR', '130200')
})

const create = (body: object, who = admin) => callRoute<SeriesResponse>(POST, { body, headers: who.headers })
const change = (id: string, body: object, who = admin) =>
  callRoute<SeriesResponse>(PATCH, { params: { id }, body, headers: who.headers })
const list = async (who: StaffSession) =>
  (await callRoute<{ data: Series[] }>(GET, { headers: who.headers })).body.data

const range = { divisionCode: '130200', prefix: 'ee', firstSerial: 1, lastSerial: 999 }

describe('a number series', () => {
  it('is created for the actor’s area, with its first and last number, and audited', async () => {
    const made = await create(range)
    expect(made).toMatchObject({
      status: 201,
      body: {
        prefix: 'EE',
        firstBody: 'EE000001',
        lastBody: 'EE000999',
        nextBody: 'EE000001',
        left: 999,
        low: true,
      },
    })
    const event = await db().auditEvent.findFirst({ where: { subjectId: made.body.id } })
    expect(event).toMatchObject({ action: 'series.create', actorId: admin.id, districtCode: '130200' })
  })

  it.each([
    ['the last number of another', { firstSerial: 999, lastSerial: 2000 }],
    ['the very same', {}],
  ])('must not overlap %s', async (_, part) => {
    const answer = await create({ ...range, ...part })
    expect([answer.status, answer.body.code]).toEqual([409, 'SERIES_OVERLAP'])
  })

  it('overlaps another by value, regardless of the prefix', async () => {
    const first = await create({ ...range, prefix: '30', firstSerial: 468_844, lastSerial: 468_900 })
    expect(first.status).toBe(201)
    const inside = await create({ ...range, prefix: '', firstSerial: 30_468_850, lastSerial: 30_468_851 })
    expect([inside.status, inside.body.code]).toEqual([409, 'SERIES_OVERLAP'])
    const beside = await create({ ...range, prefix: '304', firstSerial: 68_901, lastSerial: 69_000 })
    expect(beside.status).toBe(201)
    const shorter = await create({ ...range, prefix: 'E', firstSerial: 0, lastSerial: 9_999_999 })
    expect(shorter.status).toBe(201)
  })

  it.each([
    ['divisionCode', { divisionCode: '110000' }],
    ['divisionCode', { divisionCode: '130000' }],
    ['divisionCode', { divisionCode: '130299' }],
    ['prefix', { prefix: 'IO' }],
    ['prefix', { prefix: 'ABCDE' }],
    ['lastSerial', { firstSerial: 10, lastSerial: 9 }],
    ['lastSerial', { lastSerial: 1_000_000 }],
  ])('is refused with an error at %s', async (path, part) => {
    const answer = await create({ ...range, ...part })
    expect([answer.status, answer.body.errors?.map((fault) => fault.path)]).toEqual([422, [path]])
  })

  it('is created only once of several concurrent overlapping ones', async () => {
    const body = { ...range, prefix: 'EF' }
    const answers = await Promise.all([1, 2, 3, 4].map(() => create(body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
  })

  it('cannot be shortened below the issued numbers, but disabled, extended and given another warning threshold', async () => {
    const { id } = await makeSeries(db(), '130203', { lastSerial: 100, nextSerial: 51 })
    expect(await change(id, { lastSerial: 49 })).toMatchObject({ status: 422, body: { code: 'INVALID' } })
    expect(await change(id, { lastSerial: 50 })).toMatchObject({
      status: 200,
      body: { left: 0, nextBody: null },
    })
    expect(await change(id, { lastSerial: 2000 })).toMatchObject({
      status: 200,
      body: { left: 1950, used: 50 },
    })
    expect(await change(id, { warnBelow: 1951 })).toMatchObject({ status: 200, body: { low: true } })
    expect(await change(id, { enabled: false })).toMatchObject({ status: 200, body: { left: 0, low: false } })
    expect(await change(id, { lastSerial: 10_000_000 })).toMatchObject({ status: 422 })
    expect(await change(id, {})).toMatchObject({ status: 422 })
  })

  it('is visible to all areas that draw from it, and can be changed only by staff whose area contains it', async () => {
    const { id } = await makeSeries(db(), '130000')
    const seen = await list(admin)
    expect(seen.find((one) => one.id === id)).toMatchObject({ own: false })
    expect((await change(id, { enabled: false })).status).toBe(404)
    const beijing = await list(await staffSession(db(), 'SUPERVISOR', '110101'))
    expect(beijing.map(({ divisionCode }) => divisionCode).filter((code) => code.startsWith('13'))).toEqual(
      [],
    )
    expect((await callRoute(GET, { headers: (await staffSession(db(), 'REVIEWER')).headers })).status).toBe(
      403,
    )
  })
})
