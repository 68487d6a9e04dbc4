import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { type FilingSeed, makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import type { FilingDto } from '../schema/owner'

const { getFiling: GET, patchFiling: PATCH, submitFiling: SUBMIT, createFiling: CREATE } = filingRoutes

type Answer = FilingDto & { code: string; errors: { path: string; code: string }[] }

let owner: OwnerSession

const call = (route: typeof PATCH, id: string, body?: unknown) =>
  callRoute<Answer>(route, { params: { id }, body, token: owner.token })

async function draft(body: object = {}): Promise<FilingDto> {
  const answer = await callRoute<FilingDto>(CREATE, { body, token: owner.token })
  expect(answer.status).toBe(201)
  return answer.body
}

const photoId = async (who = owner) => (await makePhoto(db(), who.id)).id
const faultsOf = ({ body }: { body: Answer }) => body.errors.map(({ path, code }) => `${path} ${code}`)

async function returned(fields: string[], seed: FilingSeed = {}) {
  const reasons = [{ code: 'PHOTO_UNCLEAR', text: '图片不清晰', fields }]
  return makeFiling(db(), 'RETURNED', { filerId: owner.id, ...seed, story: { reasons } })
}

beforeAll(async () => {
  owner = await ownerSession(db())
})

describe('PATCH merges', () => {
  it('by section, by field and by slot', async () => {
    const [front, rear, newer] = [await photoId(), await photoId(), await photoId()]
    const filing = await draft({
      machine: { name: '推土机', model: 'SD16' },
      dpf: { installed: true, model: 'X' },
      photos: [
        { slot: 'BODY_FRONT', photoId: front },
        { slot: 'BODY_REAR', photoId: rear },
      ],
    })
    const { body } = await call(PATCH, filing.id, {
      machine: { model: null, brand: '山推' },
      dpf: null,
      photos: [
        { slot: 'BODY_FRONT', photoId: newer },
        { slot: 'BODY_REAR', photoId: null },
      ],
    })
    expect(body.machine).toMatchObject({ name: '推土机', model: null, brand: '山推' })
    expect(body.dpf).toMatchObject({ installed: null, model: null })
    expect(body.photos.map(({ slot, photoId: id }) => [slot, id])).toEqual([['BODY_FRONT', newer]])
  })

  it('a date as much as the plate shows, and nothing that is none', async () => {
    const filing = await draft({ machine: { manufacturedOn: '2019-09' }, engine: { manufacturedOn: '2019' } })
    const read = await call(GET, filing.id)
    expect([read.body.machine.manufacturedOn, read.body.engine.manufacturedOn]).toEqual(['2019-09', '2019'])
    const wrong = { machine: { manufacturedOn: '2019-13' }, engine: { manufacturedOn: '2019年9月' } }
    const answer = await call(PATCH, filing.id, wrong)
    expect([answer.status, ...answer.body.errors.map(({ path }) => path)]).toEqual([
      422,
      'machine.manufacturedOn',
      'engine.manufacturedOn',
    ])
  })

  it('changes from several requests at once, none lost', async () => {
    const { id } = await draft()
    const slots = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR', 'ENV_LABEL', 'OTHER_1']
    const answers = await Promise.all(
      slots.map(async (slot) => call(PATCH, id, { photos: [{ slot, photoId: await photoId() }] })),
    )
    expect(answers.map(({ status }) => status)).toEqual(slots.map(() => 200))
    const photos = await db().filingPhoto.findMany({ where: { filingId: id } })
    expect(photos.map(({ slot }) => slot).toSorted()).toEqual(slots.toSorted())
  })

  it('takes back what GET answered, whole, as no change', async () => {
    const filing = await draft({ plate: '1230', photos: [{ slot: 'OTHER_1', photoId: await photoId() }] })
    const again = await call(PATCH, filing.id, filing)
    expect(again.status).toBe(200)
    expect(again.body).toEqual(filing)
    expect(await db().auditEvent.count({ where: { subjectId: filing.id } })).toBe(1)
  })

  it('refuses an old version', async () => {
    const filing = await draft()
    expect((await call(PATCH, filing.id, { plate: '1', version: filing.version })).body.version).toBe(2)
    const late = await call(PATCH, filing.id, { plate: '2', version: filing.version })
    expect([late.status, late.body.code]).toEqual([409, 'VERSION_CONFLICT'])
  })

  it('refuses what it cannot store, by path', async () => {
    const { id } = await draft()
    const other = await ownerSession(db())
    const foreign = await photoId(other)
    expect(faultsOf(await call(PATCH, id, { photos: [{ slot: 'BODY_REAR', photoId: foreign }] }))).toEqual([
      'photos.BODY_REAR PHOTO_NOT_FOUND',
    ])
    expect(faultsOf(await call(PATCH, id, { districtCode: '999999' }))).toEqual(['districtCode NOT_IN_LIST'])
    const shapes = {
      kind: 'SHIP',
      machine: { colour: 'red', annualHours: 'many' },
      engine: { model: 'a\u0000', family: '\ud83d' },
    }
    const refused = await call(PATCH, id, shapes)
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map(({ path }) => path).toSorted()).toEqual([
      'engine.family',
      'engine.model',
      'kind',
      'machine',
      'machine.annualHours',
    ])
    expect((await db().filing.findUniqueOrThrow({ where: { id } })).version).toBe(1)
  })
})

describe('a returned filing', () => {
  it('shows its reasons and opens only what they name', async () => {
    const { id } = await returned(['photos.BODY_FRONT', 'plate'])
    const closed = await call(PATCH, id, {
      plate: '1230',
      machine: { model: 'SD22' },
      photos: [{ slot: 'OTHER_1', photoId: await photoId() }],
    })
    expect(closed.status).toBe(422)
    expect(faultsOf(closed)).toEqual(['machine.model FIELD_NOT_OPEN', 'photos.OTHER_1 FIELD_NOT_OPEN'])

    const named = { plate: '1230', photos: [{ slot: 'BODY_FRONT', photoId: await photoId() }] }
    const corrected = await call(PATCH, id, named)
    expect(corrected.status).toBe(200)
    expect(corrected.body.returnReasons).toEqual([
      { code: 'PHOTO_UNCLEAR', text: '图片不清晰', fields: ['photos.BODY_FRONT', 'plate'] },
    ])
    // A client that sends the whole form back, one field changed, is not refused for the rest.
    expect((await call(PATCH, id, { ...corrected.body, plate: '1231' })).body.plate).toBe('1231')
  })

  it('is submitted again as the next revision, its reasons gone', async () => {
    const { id } = await returned(['plate'], {
      content: { codes: { machineEnvCode: '88811111QH3111446' } },
    })
    await call(PATCH, id, { plate: '1230' })
    const { status, body } = await call(SUBMIT, id)
    expect([status, body.status, body.returnReasons, body.reviewedAt]).toEqual([200, 'SUBMITTED', [], null])
    const revisions = await db().filingRevision.findMany({
      where: { filingId: id },
      orderBy: { number: 'asc' },
    })
    expect(revisions.map(({ number }) => number)).toEqual([1, 2])
    expect(revisions[0]?.content).not.toMatchObject({ plate: '1230' })
    expect(revisions[1]?.content).toMatchObject({ plate: '1230' })
  })

  it('keeps what was handed in beside the corrections, until it is handed in again', async () => {
    const { id } = await returned(['plate', 'photos.BODY_FRONT'])
    const photo = { slot: 'BODY_FRONT', photoId: await photoId() }
    const { body } = await call(PATCH, id, { plate: '1230', photos: [photo] })
    const front = (photos: FilingDto['photos']) => photos.find(({ slot }) => slot === 'BODY_FRONT')?.photoId
    expect([body.plate, front(body.photos)]).toEqual(['1230', photo.photoId])
    expect(body.submitted).toMatchObject({ plate: null })
    expect(front(body.submitted?.photos ?? [])).toMatch(/^[0-9a-f-]{36}$/)
    expect(front(body.submitted?.photos ?? [])).not.toBe(photo.photoId)
    expect([body.filerId, body.dueAt]).toEqual([owner.id, null])
    const again = (await call(SUBMIT, id)).body
    expect(again.submitted).toBeNull()
    expect(again.dueAt).toMatch(/T16:00:00.000Z$/)
  })

  it('opens what the correction makes necessary', async () => {
    const { id } = await returned(['hasNameplate', 'kind'])
    const certificate = { slot: 'CERTIFICATE', photoId: await photoId() }
    expect(faultsOf(await call(PATCH, id, { photos: [certificate] }))).toEqual([
      'photos.CERTIFICATE FIELD_NOT_OPEN',
    ])
    expect((await call(PATCH, id, { hasNameplate: false, photos: [certificate] })).status).toBe(200)
    expect((await call(PATCH, id, { kind: 'ONSITE_VEHICLE' })).status).toBe(200)
    expect((await call(PATCH, id, { plate: '1230' })).status).toBe(200)
    expect(faultsOf(await call(PATCH, id, { placeDetail: '别处' }))).toEqual(['placeDetail FIELD_NOT_OPEN'])
  })

  it('opens everything by a reason that names no field', async () => {
    const { id } = await returned([])
    expect((await call(PATCH, id, { machine: { model: 'SD22' }, plate: '1' })).status).toBe(200)
  })

  it('may change its kind and district, but not lose them', async () => {
    const { id } = await returned([])
    const refused = await call(PATCH, id, { kind: null, districtCode: null })
    expect([refused.status, faultsOf(refused)]).toEqual([422, ['kind REQUIRED', 'districtCode REQUIRED']])
    expect((await call(PATCH, id, { districtCode: '110108' })).body.districtCode).toBe('110108')
  })
})
