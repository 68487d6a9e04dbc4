import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { inspectFilings } from '@/lib/features/inspection/commands/inspect'
import { inspectionRoutes } from '@/lib/features/inspection/routes'
import { photoRoutes } from '@/lib/features/photo/routes'
import type { PhotoDto } from '@/lib/features/photo/schema'
import { db } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { PlateReader, type Reading } from '@/lib/server/files/plate-reader'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { type DrawnPlate, drawPlate } from '@/testing/plates/draw-plate'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { readDuePhoto } from './commands/read-photos'
import { wantMissing } from './commands/want'
import { readingRoutes } from './routes'
import type { OwnerReading } from './schema'

vi.hoisted(() => {
  process.env.PLATE_READER = 'on'
})

let reviewer: StaffSession
let plate: DrawnPlate
const reader = new PlateReader()
const fails = (): Promise<Reading> => Promise.resolve({ fault: 'ENDED' })

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  plate = await drawPlate(77)
})
afterAll(() => reader.close())

const standsAfter = (label: string) => plate.lines[plate.lines.indexOf(label) + 1] ?? ''
const desk = async (id: string) =>
  (await callRoute<DeskFiling>(filingRoutes.getDeskFiling, { params: { id }, headers: reviewer.headers }))
    .body
const checks = (body: DeskFiling) => body.checks.filter(({ code }) => code === 'PLATE_TEXT')
const ask = (id: string, token: string, slot = 'MACHINE_PLATE') =>
  callRoute<OwnerReading>(readingRoutes.ownerReading, { params: { id }, body: { slot }, token })

async function uploaded(token: string): Promise<string> {
  const file = { content: plate.jpeg, name: 'plate.jpg' }
  return (await callRoute<PhotoDto>(photoRoutes.uploadPhoto, { token, file })).body.id
}

/** A draft with the drawn plate in its slot, submitted. */
async function submitted(owner: OwnerSession, photoId: string, content: object) {
  const { id } = await makeFiling(db(), 'DRAFT', { filerId: owner.id, content })
  await db().filingPhoto.update({
    where: { filingId_slot: { filingId: id, slot: 'MACHINE_PLATE' } },
    data: { photoId },
  })
  const answer = await callRoute(filingRoutes.submitFiling, { params: { id }, token: owner.token })
  expect(answer.status).toBe(200)
  while ((await inspectFilings()) > 0);
  return id
}

/** Nobody sent its photo, and nobody must. */
const NO_ENGINE_PLATE = {
  result: 'NOT_CHECKED',
  text: '发动机型号、发动机出厂编号没有与照片核对：没有相应的铭牌、标签或证明照片',
}

describe('a photo of a plate', () => {
  it('is read, offered to its owner to confirm, and compared with what was typed', async () => {
    const owner = await ownerSession(db())
    const photoId = await uploaded(owner.token)
    expect((await ask(photoId, owner.token)).body).toEqual({ state: 'WAITING', offers: [] })
    expect(await readDuePhoto((jpeg) => reader.read(jpeg))).toBe(1)
    const { body } = await ask(photoId, owner.token)
    expect(body.state).toBe('READ')
    const [pin, code] = plate.codes
    expect(body.offers).toContainEqual({ path: 'machine.pin', text: pin, value: pin })
    // Another's photo cannot be asked for; a photo of the body offers nothing.
    const stranger = await ownerSession(db())
    expect((await ask(photoId, stranger.token)).status).toBe(404)
    expect((await ask(photoId, owner.token, 'BODY_FRONT')).body).toEqual({ state: 'NONE', offers: [] })

    const wrong = `${code?.slice(0, 4)}${code?.[4] === '7' ? '4' : '7'}${code?.slice(5)}`
    const id = await submitted(owner, photoId, {
      codes: { machineEnvCode: wrong },
      machine: { pin, model: standsAfter('型号') || standsAfter('MODEL') },
    })
    const shown = await desk(id)
    expect(shown.readings).toMatchObject([{ photoId, slot: 'MACHINE_PLATE' }])
    expect(shown.unread).toEqual([])
    const compared = (path: string) => shown.comparisons.find((one) => one.path === path)
    expect(compared('machine.pin')).toMatchObject({ result: 'AGREES', read: pin, photoId })
    expect(compared('codes.machineEnvCode')).toMatchObject({
      result: 'DIFFERS',
      read: code,
      lookAlike: false,
    })
    expect(checks(shown).find(({ paths }) => paths.includes('codes.machineEnvCode'))).toMatchObject({
      result: 'DOUBT',
      text: `机械环保代码与照片不同：照片上读到“${code}”`,
    })
  })

  it('that cannot be read is not checked, is tried again, and holds nothing up', async () => {
    const owner = await ownerSession(db())
    const id = await submitted(owner, await uploaded(owner.token), {})
    expect(checks(await desk(id))).toMatchObject([
      NO_ENGINE_PLATE,
      { result: 'NOT_CHECKED', text: '机械铭牌照片还没有读取' },
    ])
    // A server that ends meanwhile says nothing of the photo.
    expect(await readDuePhoto(() => Promise.resolve(null))).toBe(1)
    expect((await desk(id)).unread).toMatchObject([{ reason: 'WAITING' }])
    await db().photoReading.updateMany({
      where: { dueAt: { not: null } },
      data: { dueAt: new Date(), tries: 0 },
    })
    expect(await readDuePhoto(fails)).toBe(1)
    const failed = await desk(id)
    expect(failed).toMatchObject({ comparisons: [], readings: [], unread: [{ reason: 'ENDED' }] })
    expect(checks(failed)).toMatchObject([
      NO_ENGINE_PLATE,
      { result: 'NOT_CHECKED', text: '机械铭牌照片没有读出：识别程序中断' },
    ])
    for (let round = 0; round < 2; round++) {
      expect(await readDuePhoto(fails)).toBe(0)
      await db().photoReading.updateMany({ where: { dueAt: { not: null } }, data: { dueAt: new Date() } })
      expect(await readDuePhoto(fails)).toBe(1)
    }
    expect(await db().photoReading.count({ where: { dueAt: { not: null } } })).toBe(0)
    // Given up: neither by itself nor for its owner, but when an officer asks again.
    await wantMissing()
    expect(await readDuePhoto(fails)).toBe(0)
    const again = await callRoute(inspectionRoutes.requestInspection, {
      params: { id },
      headers: reviewer.headers,
    })
    expect(again.status).toBe(202)
    expect(await readDuePhoto(() => Promise.resolve({ lines: [] }))).toBe(1)
    expect(await desk(id)).toMatchObject({ unread: [], readings: [{ lines: [] }] })
  })

  it('is not read while that is switched off, and says so', async () => {
    const owner = await ownerSession(db())
    const photoId = await uploaded(owner.token)
    env().PLATE_READER = 'off'
    try {
      expect((await ask(photoId, owner.token)).body).toEqual({ state: 'NONE', offers: [] })
      const id = await submitted(owner, photoId, {})
      expect(checks(await desk(id))).toMatchObject([
        NO_ENGINE_PLATE,
        { result: 'NOT_CHECKED', text: '机械铭牌照片没有读取：照片识别已关闭' },
      ])
      expect(await db().photoReading.count({ where: { photoId } })).toBe(0)
    } finally {
      env().PLATE_READER = 'on'
    }
    // Switched on again, open filings are caught up with.
    expect(await wantMissing()).toBeGreaterThan(0)
    expect(await db().photoReading.count({ where: { photoId } })).toBe(1)
  })
})
