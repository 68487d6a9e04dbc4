import { beforeAll, describe, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import type { ChangeDto } from './schema/owner'

const { listChanges, createChange } = changeRoutes
const { getMachine, listMachines } = dossierRoutes

type Problem = { code: string; detail: string; errors?: { path: string; code: string; message: string }[] }

let owner: OwnerSession
let stranger: OwnerSession
beforeAll(async () => {
  owner = await ownerSession(db())
  stranger = await ownerSession(db())
})

const machineOf = async (status: 'APPROVED' | 'COLLECTED' = 'COLLECTED') =>
  (await makeFiling(db(), status, { ownerId: owner.id })).machineId ?? ''
const photo = async (accountId = owner.id) => (await makePhoto(db(), accountId)).id
const ask = <T = ChangeDto>(id: string, body: unknown, token = owner.token) =>
  callRoute<T>(createChange, { params: { id }, body, token })
const look = (id: string, token = owner.token) => callRoute<MachineDto>(getMachine, { params: { id }, token })
const faults = (body: Problem) => body.errors?.map(({ path, code }) => [path, code])

describe('使用地点', () => {
  test('takes effect at once; the record stands in both areas, the rear photo is the new one', async () => {
    const id = await machineOf()
    const photoId = await photo()
    const body = { type: 'PLACE', districtCode: '110108', placeCode: 'PORT', photoId }
    const { status, body: change } = await ask(id, body)
    expect(status).toBe(201)
    expect(change).toMatchObject({
      type: 'PLACE',
      status: 'DONE',
      machineId: id,
      withdrawable: false,
      lines: [
        { path: 'districtCode', label: '机械现所在地', before: '北京市 东城区', after: '北京市 海淀区' },
        { path: 'placeCode', before: '施工工地', after: '港口' },
        { path: 'placeDetail', before: '地铁三号线东延工程二标段', after: '' },
      ],
      photos: [{ slot: 'BODY_REAR', label: '机身后面照片', photoId }],
    })
    const { body: machine } = await look(id)
    expect(machine.content).toMatchObject({ districtCode: '110108', placeCode: 'PORT', placeDetail: null })
    expect(machine.district?.fullName).toBe('北京市 海淀区')
    expect(machine.photos.find(({ slot }) => slot === 'BODY_REAR')?.photoId).toBe(photoId)
    expect(machine.history[0]?.what).toContain(
      '使用地点变更：机械现所在地由“北京市 东城区”改为“北京市 海淀区”',
    )
    const events = await db().auditEvent.findMany({ where: { subjectId: change.id } })
    expect(events.map(({ districtCode }) => districtCode).toSorted()).toEqual(['110101', '110108'])
    expect(await db().notice.findMany({ where: { changeId: change.id } })).toMatchObject([
      { accountId: owner.id, kind: 'CHANGE_DONE' },
    ])
  })

  test.each([
    ['no photo', { districtCode: '110108' }, 'photoId'],
    ['a city', { districtCode: '130200', photoId: 'own' }, 'districtCode'],
    ['an unknown district', { districtCode: '999999', photoId: 'own' }, 'districtCode'],
    ['the same place', { districtCode: '110101', photoId: 'own' }, 'districtCode'],
    ['an unknown kind of place', { districtCode: '110108', placeCode: 'MOON', photoId: 'own' }, 'placeCode'],
    ["somebody else's photo", { districtCode: '110108', photoId: 'foreign' }, 'photoId'],
    ['a field of another type', { districtCode: '110108', photoId: 'own', reason: 'x' }, ''],
  ])('refuses %s', async (_, given, path) => {
    const id = await machineOf()
    const photos: Record<string, string> = { own: await photo(), foreign: await photo(stranger.id) }
    const body = { type: 'PLACE', ...given, photoId: 'photoId' in given ? photos[given.photoId] : undefined }
    const { status, body: problem } = await ask<Problem>(id, body)
    expect([status, problem.errors?.[0]?.path]).toEqual([422, path])
    expect(problem.errors?.[0]?.message).toMatch(/[\u4e00-\u9fff]/)
    expect((await look(id)).body.content.districtCode).toBe('110101')
    expect(await db().change.count({ where: { machineId: id } })).toBe(0)
  })
})

describe('加装 DPF、其它信息、注销', () => {
  test('a DPF waits with both photos; the machine stays as it is', async () => {
    const id = await machineOf()
    const photos = [
      { slot: 'DPF_BODY', photoId: await photo() },
      { slot: 'DPF_PLATE', photoId: await photo() },
    ]
    const body = { type: 'DPF', dpf: { model: 'DPF-200', smokeBefore: 1.2, smokeAfter: 0.3 }, photos }
    const { status, body: change } = await ask(id, body)
    expect([status, change.status, change.withdrawable]).toEqual([201, 'SUBMITTED', true])
    expect(change.lines.map(({ path, after }) => [path, after])).toEqual([
      ['dpf.installed', '是'],
      ['dpf.model', 'DPF-200'],
      ['dpf.smokeBefore', '1.2 m⁻¹'],
      ['dpf.smokeAfter', '0.3 m⁻¹'],
    ])
    const { body: machine } = await look(id)
    expect(machine.content.dpf.installed).toBe(false)
    expect(machine.waitingChanges).toEqual([{ id: change.id, type: 'DPF' }])
    const again = await ask<Problem>(id, body)
    expect([again.status, again.body.code]).toEqual([409, 'STATE_CONFLICT'])
    expect(again.body.detail).toContain('已有一件“加装 DPF”正在等待审核')
  })

  test('two of a type at once: one waits, the other is told so', async () => {
    const id = await machineOf()
    const body = { type: 'DETAILS', machine: { brand: '徐工' } }
    const both = await Promise.all([ask<Problem>(id, body), ask<Problem>(id, body)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })

  test('details: category and fuel may change, the stage and the codes may not', async () => {
    const id = await machineOf()
    const good = { type: 'DETAILS', machine: { categoryCode: 'LOADER' }, engine: { fuelCode: 'LPG' } }
    const { body } = await ask(id, good)
    expect(body.lines).toMatchObject([
      { label: '机械类别', before: '推土机', after: '装载机' },
      { label: '燃料种类', before: '柴油', after: '液化石油气' },
    ])
    for (const wrong of [
      { engine: { emissionStage: '4' } },
      { codes: { machineEnvCode: 'A' } },
      { dpf: {} },
    ]) {
      expect((await ask(await machineOf(), { type: 'DETAILS', ...wrong })).status).toBe(422)
    }
  })

  test.each([
    ['nothing', { type: 'DETAILS' }, ['machine', 'NOTHING_CHANGED']],
    ['what stands there', { type: 'DETAILS', machine: { brand: '山推' } }, ['machine', 'NOTHING_CHANGED']],
    [
      'no category',
      { type: 'DETAILS', machine: { categoryCode: null } },
      ['machine.categoryCode', 'REQUIRED'],
    ],
    [
      'a vehicle',
      { type: 'DETAILS', machine: { categoryCode: 'ONSITE_TRUCK' } },
      ['machine.categoryCode', 'ONSITE_ONLY'],
    ],
    ['too many hours', { type: 'DETAILS', machine: { annualHours: 9000 } }, ['machine.annualHours', 'RANGE']],
    [
      'a DPF without photos',
      { type: 'DPF', dpf: { model: 'A' }, photos: [] },
      ['photos.DPF_BODY', 'REQUIRED'],
    ],
    ['an unknown type', { type: 'SALE' }, ['type', 'INVALID_UNION']],
  ])('refuses %s', async (_, body, fault) => {
    const { status, body: problem } = await ask<Problem>(await machineOf(), body)
    expect([status, faults(problem)?.[0]]).toEqual([422, fault])
  })

  test('a cancellation needs a reason and evidence', async () => {
    const id = await machineOf()
    const photos = [{ slot: 'OTHER_1', photoId: await photo() }]
    const bad = await ask<Problem>(id, { type: 'CANCELLATION', reason: '  ', photos: [] })
    expect(bad.body.errors?.map(({ path }) => path)).toEqual(['reason', 'photos'])
    const foreign = [{ slot: 'OTHER_1', photoId: await photo(stranger.id) }]
    const theirs = await ask<Problem>(id, { type: 'CANCELLATION', reason: '已报废', photos: foreign })
    expect(faults(theirs.body)).toEqual([['photos.OTHER_1', 'PHOTO_NOT_FOUND']])
    const { status, body } = await ask(id, { type: 'CANCELLATION', reason: '已报废', photos })
    expect([status, body.status, body.reason]).toEqual([201, 'SUBMITTED', '已报废'])
    expect((await look(id)).body.status).toBe('ACTIVE')
  })
})

describe('who and when', () => {
  test('before the number is fetched nothing changes', async () => {
    const id = await machineOf('APPROVED')
    const { status, body } = await ask<Problem>(id, { type: 'DETAILS', machine: { brand: '徐工' } })
    expect([status, body.code]).toEqual([409, 'STATE_CONFLICT'])
    expect(body.detail).toContain('领取环保登记号码后')
    expect((await look(id)).body).toMatchObject({ collected: false, changeable: false, checkUrl: null })
  })

  test.each(['CANCELLED', 'REVOKED'] as const)('a %s machine does not change', async (status) => {
    const id = await machineOf()
    await db().machine.update({ where: { id }, data: { status } })
    const answer = await ask<Problem>(id, { type: 'DETAILS', machine: { brand: '徐工' } })
    expect([answer.status, answer.body.code]).toEqual([409, 'STATE_CONFLICT'])
  })

  test('a stranger sees and changes nothing', async () => {
    const id = await machineOf()
    expect((await look(id, stranger.token)).status).toBe(404)
    const photoId = await photo(stranger.id)
    const bodies = [
      { type: 'PLACE', districtCode: '110108', photoId },
      { type: 'DETAILS', machine: { brand: '徐工' } },
    ]
    for (const body of bodies) expect((await ask(id, body, stranger.token)).status).toBe(404)
    const list = await callRoute<{ data: MachineDto[] }>(listMachines, { token: stranger.token })
    expect(list.body.data).toEqual([])
  })

  test('lists page newest first', async () => {
    const other = await ownerSession(db())
    const ids: string[] = []
    for (let n = 0; n < 3; n++)
      ids.push((await makeFiling(db(), 'COLLECTED', { ownerId: other.id })).machineId ?? '')
    for (const id of ids) await ask(id, { type: 'DETAILS', machine: { brand: '徐工' } }, other.token)
    for (const route of [listMachines, listChanges]) {
      type Page = { data: { id: string; machineId?: string }[]; nextCursor: string | null }
      const first = await callRoute<Page>(route, { token: other.token, query: { limit: '2' } })
      const query = { limit: '2', cursor: first.body.nextCursor ?? '' }
      const second = await callRoute<Page>(route, { token: other.token, query })
      const seen = [...first.body.data, ...second.body.data].map(({ id, machineId }) => machineId ?? id)
      expect([seen, second.body.nextCursor]).toEqual([ids.toReversed(), null])
    }
  })
})
