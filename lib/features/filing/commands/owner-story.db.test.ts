import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { progressSentence } from '@/lib/features/filing/rules/progress'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import type { FilingDto } from '../schema/owner'

const {
  deleteFiling: DELETE,
  getFiling: GET,
  patchFiling: PATCH,
  submitFiling: SUBMIT,
  withdrawFiling: WITHDRAW,
  createFiling: CREATE,
  listFilings: LIST,
} = filingRoutes

type Page = { data: FilingDto[]; nextCursor: string | null }

let owner: OwnerSession
let stranger: OwnerSession

const SLOTS = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR', 'MACHINE_PLATE']
const least = {
  kind: 'MACHINE',
  districtCode: '110101',
  placeCode: 'CONSTRUCTION_SITE',
  hasNameplate: true,
  machine: { categoryCode: 'BULLDOZER' },
  engine: { fuelCode: 'DIESEL' },
}

const photosOf = (who: OwnerSession, slots = SLOTS) =>
  Promise.all(slots.map(async (slot) => ({ slot, photoId: (await makePhoto(db(), who.id)).id })))

const call = (route: Route, id: string, body?: unknown, who = owner, headers = {}) =>
  callRoute<FilingDto & { code: string; errors: { path: string; code: string; message: string }[] }>(route, {
    params: { id },
    body,
    token: who.token,
    headers,
  })

async function draft(body: object = {}, who = owner): Promise<FilingDto> {
  const answer = await callRoute<FilingDto>(CREATE, { body, token: who.token })
  expect(answer.status).toBe(201)
  return answer.body
}

const complete = async () => draft({ ...least, photos: await photosOf(owner) })

const auditOf = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )

beforeAll(async () => {
  owner = await ownerSession(db())
  stranger = await ownerSession(db())
})

describe('an owner’s filing', () => {
  it('grows from an empty draft, step by step, to a submission with its revision', async () => {
    const filing = await draft()
    expect(filing).toMatchObject({ status: 'DRAFT', version: 1, kind: null, photos: [], pickup: null })
    expect(filing.machine).toMatchObject({ categoryCode: null, serial: null })
    expect(filing.ownerName).toBe(owner.name)

    await call(PATCH, filing.id, { ...least, codes: { machineEnvCode: '*88811111QH3111446*' } })
    const photos = await photosOf(owner)
    const patched = await call(PATCH, filing.id, { machine: { name: '推土机' }, photos })
    expect(patched.status).toBe(200)
    expect(patched.body).toMatchObject({
      version: 3,
      codes: { machineEnvCode: '88811111QH3111446' },
      machine: { categoryCode: 'BULLDOZER', name: '推土机' },
    })

    const submitted = await call(SUBMIT, filing.id)
    expect(submitted.status).toBe(200)
    expect(submitted.body).toMatchObject({ status: 'SUBMITTED', version: 4, returnReasons: [] })
    expect((await call(GET, filing.id)).body).toEqual(submitted.body)

    const row = await db().filing.findUniqueOrThrow({
      where: { id: filing.id },
      include: { revisions: { include: { photos: true } } },
    })
    expect(row).toMatchObject({ revision: 1, districtCode: '110101', cityCode: '110100' })
    expect(row.revisions[0]?.content).toEqual(row.content)
    expect(row.revisions[0]?.photos).toHaveLength(5)
    expect(row.dueAt && row.warnAt && row.dueAt > row.warnAt).toBe(true)
    expect(await auditOf(filing.id)).toEqual(['filing.create', 'filing.edit', 'filing.edit', 'filing.submit'])
  })

  it('lists every fault of an empty draft', async () => {
    const { id } = await draft({ codes: { machineEnvCode: '123' }, machine: { annualHours: 9000 } })
    const refused = await call(SUBMIT, id)
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map(({ path }) => path)).toEqual([
      'kind',
      'districtCode',
      'placeCode',
      'hasNameplate',
      'codes.machineEnvCode',
      'machine.categoryCode',
      'machine.annualHours',
      'engine.fuelCode',
      'photos.BODY_FRONT',
      'photos.BODY_FRONT_RIGHT',
      'photos.BODY_RIGHT',
      'photos.BODY_REAR',
    ])
    expect((await call(GET, id)).body).toMatchObject({ status: 'DRAFT', version: 1 })
  })

  it('cannot be submitted for a province, a switched-off category or an unknown fuel', async () => {
    const changes = {
      districtCode: '110000',
      machine: { categoryCode: 'ROTARY_DRILL' },
      engine: { fuelCode: 'COAL' },
    }
    const { id } = await draft({ ...least, ...changes, photos: await photosOf(owner) })
    const { body } = await call(SUBMIT, id)
    expect(body.errors.map(({ path }) => path)).toEqual([
      'districtCode',
      'machine.categoryCode',
      'engine.fuelCode',
    ])
  })

  it('may be withdrawn before its review, and is final then', async () => {
    const { id } = await complete()
    await call(SUBMIT, id)
    expect((await call(WITHDRAW, id)).body.status).toBe('WITHDRAWN')
    for (const [route, body] of [[WITHDRAW], [SUBMIT], [PATCH, { plate: '1' }], [DELETE]] as const) {
      const answer = await call(route, id, body)
      expect([answer.status, answer.body.code]).toEqual([409, 'STATE_CONFLICT'])
    }
  })

  it('may be deleted as a draft only', async () => {
    const filing = await complete()
    expect((await call(DELETE, filing.id)).status).toBe(204)
    expect((await call(GET, filing.id)).status).toBe(404)
    expect((await call(DELETE, filing.id)).status).toBe(404)
    expect(await db().photo.count({ where: { id: filing.photos[0]?.photoId } })).toBe(1)
    expect(await auditOf(filing.id)).toEqual(['filing.create', 'filing.delete'])
  })

  it('is a stranger’s 404 in every call, and stays as it was', async () => {
    const { id } = await complete()
    const before = await db().filing.findUniqueOrThrow({ where: { id } })
    for (const [route, body] of [[GET], [PATCH, { plate: '1' }], [DELETE], [SUBMIT], [WITHDRAW]] as const) {
      expect((await call(route, id, body, stranger)).status).toBe(404)
    }
    expect(await db().filing.findUniqueOrThrow({ where: { id } })).toEqual(before)
    const list = await callRoute<{ data: FilingDto[] }>(LIST, { token: stranger.token })
    expect(list.body.data).toEqual([])
    expect((await call(GET, 'not-an-id')).status).toBe(404)
    expect((await callRoute(LIST, {})).status).toBe(401)
  })
})

describe('progress cards', () => {
  it('come newest first, page by page, and by status', async () => {
    const who = await ownerSession(db())
    const filings: FilingDto[] = []
    for (const _ of [1, 2, 3, 4, 5]) filings.push(await draft({}, who))
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { body: Page } = await callRoute<Page>(LIST, {
        token: who.token,
        query: { limit: '2', cursor },
      })
      seen.push(...page.body.data.map(({ id }) => id))
      cursor = page.body.nextCursor
    }
    expect(seen).toEqual(filings.map(({ id }) => id).toReversed())
    const none = await callRoute<{ data: FilingDto[] }>(LIST, {
      token: who.token,
      query: { status: 'RETURNED' },
    })
    expect(none.body.data).toEqual([])
    const wrong: Record<string, string>[] = [
      { cursor: 'zzz' },
      { cursor: btoa('["yesterday","x"]') },
      { status: 'NONE' },
      { limit: '101' },
    ]
    for (const query of wrong) expect((await callRoute(LIST, { token: who.token, query })).status).toBe(400)
  })

  it('tell number, code and office while it waits, and no code once it is collected', async () => {
    const approved = await makeFiling(db(), 'APPROVED', { filerId: owner.id, pickupCode: '964069' })
    const waiting = (await call(GET, approved.id)).body
    expect(waiting).toMatchObject({
      status: 'APPROVED',
      registrationNumber: approved.registrationNumber,
      pickup: { code: '964069', office: { name: expect.any(String), hours: expect.any(String) } },
    })
    const collected = await makeFiling(db(), 'COLLECTED', { filerId: owner.id })
    expect((await call(GET, collected.id)).body).toMatchObject({
      status: 'COLLECTED',
      registrationNumber: collected.registrationNumber,
      pickup: null,
    })
  })

  it.each(['REVOKED', 'CANCELLED'] as const)(
    'tell that the registration is %s, and no code',
    async (ended) => {
      const { id, machineId } = await makeFiling(db(), 'APPROVED', {
        filerId: owner.id,
      })
      await db().machine.update({ where: { id: machineId ?? '' }, data: { status: ended } })
      const { body } = await call(GET, id)
      expect(body).toMatchObject({ status: 'APPROVED', ended, pickup: null })
      expect(progressSentence(body, new Date())).toMatch(/不再有效，不能领取。$/)
    },
  )

  it('tell why it was declined', async () => {
    const { id } = await makeFiling(db(), 'DECLINED', { filerId: owner.id })
    expect((await call(GET, id)).body).toMatchObject({ declineReason: '不属于登记范围', returnReasons: [] })
  })
})
