import { beforeAll, describe, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { type ChangeSeed, makeChange } from '@/prisma/factories/change'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from '@/testing/call-route'
import { changeDesk, changeEvents } from '@/testing/change-desk'
import { ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { inspectChanges, wantChangeInspection, wantOutdatedChanges } from './commands/inspect'
import { CHANGE_RULES } from './queries/check-rules'
import type { ChangeCheckCode } from './schema/check'
import type { DeskChange } from './schema/console'

const { createChange: CREATE, requestChangeInspection: AGAIN, approveChange: APPROVE } = changeRoutes

let reviewer: StaffSession
let desk: ReturnType<typeof changeDesk<DeskChange, never>>
beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  desk = changeDesk<DeskChange, never>({ ...changeRoutes, ownDecisions: filingRoutes.ownDecisions }, reviewer)
})

const STORED = CHANGE_RULES.map(({ code }) => code)
const storedCodes = ({ checks }: DeskChange) => [
  ...new Set(checks.map(({ code }) => code).filter((code) => STORED.includes(code))),
]
const found = ({ checks }: DeskChange, code: ChangeCheckCode) => checks.filter((check) => check.code === code)

/** A change with its checks made. */
async function inspected(seed: ChangeSeed) {
  const made = await makeChange(db(), { type: 'DETAILS', ...seed })
  await wantChangeInspection(db(), made.id)
  while ((await inspectChanges()) > 0);
  return { ...made, body: await desk.open(made.id) }
}
const serial = (after: string) => ({
  before: { 'machine.serial': 'SD-1' },
  after: { 'machine.serial': after },
})

describe('the stored checks', () => {
  test('are made of each submission, where the change touches what they look at; until then they say so', async () => {
    const owner = await ownerSession(db())
    const { machineId } = await makeFiling(db(), 'COLLECTED', { ownerId: owner.id })
    const photos = [{ slot: 'MACHINE_PLATE', photoId: (await makePhoto(db(), owner.id)).id }]
    const body = { type: 'DETAILS', machine: { serial: 'SD-40177', totalHours: 900 }, photos }
    const params = { id: machineId ?? '' }
    const { body: made } = await callRoute<{ id: string }>(CREATE, { params, body, token: owner.token })
    const before = await desk.open(made.id)
    const expected = ['SERIAL', 'CATALOGUE', 'PHOTO_TIME', 'PHOTO_PLACE', 'STATED']
    expect([before.inspection, storedCodes(before).toSorted()]).toEqual([
      { at: null, pending: true },
      expected.toSorted(),
    ])
    for (const code of storedCodes(before))
      expect(found(before, code)[0]).toMatchObject({
        result: 'NOT_CHECKED',
        text: expect.stringMatching(/尚未核对$/),
      })

    while ((await inspectChanges()) > 0);
    const after = await desk.open(made.id)
    expect(after.inspection).toEqual({ at: expect.any(String), pending: false })
    expect(storedCodes(after).toSorted()).toEqual(expected.toSorted())
    expect(after.checks.some(({ text }) => text.endsWith('尚未核对'))).toBe(false)
    expect(found(after, 'SERIAL')[0]).toMatchObject({ result: 'NOT_CHECKED', paths: ['machine.serial'] })
    expect(found(after, 'STATED')[0]).toMatchObject({ result: 'NOT_CHECKED', paths: ['machine.totalHours'] })
  })

  test('compare the stage that was fixed with what the change says', async () => {
    const filing = { emissionStage: '3' }
    const after = { 'engine.fuelCode': 'ELECTRIC' }
    const { body } = await inspected({ before: { 'engine.fuelCode': 'DIESEL' }, after, filing })
    expect(found(body, 'STAGE')[0]).toMatchObject({
      result: 'DOUBT',
      paths: ['engine.fuelCode'],
      text: expect.stringContaining('核定的排放阶段为国三，变更后的内容应为电动'),
    })
    expect(found(body, 'SERIAL')).toEqual([])
  })

  test('are made again when asked, when another change came in between, and no more once it is decided', async () => {
    const { id, machineId } = await inspected(serial('SD-50001'))
    expect(await wantOutdatedChanges()).toBe(0)
    await db().machine.update({ where: { id: machineId }, data: { version: { increment: 1 } } })
    expect(await wantOutdatedChanges()).toBe(1)
    while ((await inspectChanges()) > 0);
    expect(await wantOutdatedChanges()).toBe(0)

    const params = { id }
    const again = () =>
      callRoute<{ pending: boolean; code: string }>(AGAIN, { params, headers: reviewer.headers })
    const asked = await again()
    expect([asked.status, asked.body.pending]).toEqual([202, true])
    while ((await inspectChanges()) > 0);
    const approved = await callRoute(APPROVE, { params, body: { version: 1 }, headers: reviewer.headers })
    expect(approved.status).toBe(200)
    expect((await again()).body.code).toBe('STATE_CONFLICT')
    const decided = await desk.open(id)
    expect(found(decided, 'SERIAL')).toHaveLength(1)
    // What is not stored would now look at the machine as it has become.
    expect(found(decided, 'DUPLICATE')).toEqual([])
    expect(await changeEvents(id)).toEqual(['change.inspect', 'change.approve'])
  })

  test('a check that throws has not been made, and stops no other', async () => {
    const { id } = await makeChange(db(), { type: 'DETAILS', ...serial('SD-50002') })
    await wantChangeInspection(db(), id)
    const failing = CHANGE_RULES.map((rule) =>
      rule.code === 'SERIAL' ? { ...rule, run: () => Promise.reject(new Error('no')) } : rule,
    )
    while ((await inspectChanges(failing)) > 0);
    const body = await desk.open(id)
    expect(found(body, 'SERIAL')).toMatchObject([
      { result: 'NOT_CHECKED', text: '新编号的格式：核对没有完成' },
    ])
    expect(found(body, 'PHOTO_TIME')[0]?.text).not.toContain('没有完成')
  })
})

describe('the same machine elsewhere', () => {
  test('is found by the new serial with look-alikes folded, told of another area, shown of the own one', async () => {
    const other = (serial: string, districtCode: string) =>
      makeFiling(db(), 'COLLECTED', { districtCode, content: { machine: { serial } } })
    await other('ZX-8OO1', '130202')
    const near = await other('ZX-9001', '110101')
    const { body } = await inspected(serial('zx 8001'))
    expect(found(body, 'DUPLICATE')).toMatchObject([
      { result: 'DOUBT', paths: ['machine.serial'], filingIds: [] },
    ])
    expect(found(body, 'DUPLICATE')[0]?.text).toMatch(
      /1 件登记（含已登记的 .*；1 件不在本辖区）只差易混的字符/,
    )
    const shown = await inspected(serial('ZX9001'))
    expect(found(shown.body, 'DUPLICATE')).toMatchObject([{ result: 'DOUBT', filingIds: [near.id] }])
    const free = await inspected(serial('ZX-70077'))
    expect(found(free.body, 'DUPLICATE')).toMatchObject([{ result: 'CLEAR' }])
    expect(found((await inspected({ after: { 'machine.brand': '徐工' } })).body, 'DUPLICATE')).toEqual([])
  })
})

describe('the photos', () => {
  const shareFile = async (photoId: string, otherId: string) => {
    const { sha256 } = await db().photo.findUniqueOrThrow({ where: { id: otherId } })
    await db().photo.update({ where: { id: photoId }, data: { sha256 } })
  }

  test('that are those of the registration, or of another machine, are in doubt', async () => {
    const { id, filing, photoIds } = await makeChange(db(), {
      type: 'DETAILS',
      ...serial('SD-60001'),
      slots: ['MACHINE_PLATE'],
    })
    expect(found(await desk.open(id), 'OLD_PHOTO')).toMatchObject([{ result: 'NOT_CHECKED' }])
    expect(found(await desk.open(id), 'SAME_PHOTO')).toMatchObject([{ result: 'CLEAR' }])
    await shareFile(photoIds[0] ?? '', filing.photoIds[4] ?? '')
    expect(found(await desk.open(id), 'OLD_PHOTO')).toMatchObject([
      {
        result: 'DOUBT',
        paths: ['photos.MACHINE_PLATE'],
        text: expect.stringContaining('与原登记的照片是同一张'),
      },
    ])
    const other = await makeFiling(db(), 'SUBMITTED')
    await shareFile(photoIds[0] ?? '', other.photoIds[0] ?? '')
    expect(found(await desk.open(id), 'SAME_PHOTO')).toMatchObject([
      { result: 'DOUBT', paths: ['photos.MACHINE_PLATE'], filingIds: [other.id] },
    ])
    const change = await makeChange(db(), {
      type: 'DETAILS',
      ...serial('SD-60002'),
      slots: ['MACHINE_PLATE'],
    })
    await shareFile(photoIds[0] ?? '', change.photoIds[0] ?? '')
    expect(found(await desk.open(id), 'SAME_PHOTO')).toMatchObject([{ result: 'DOUBT', filingIds: [] }])
  })

  test('that are not there were not checked', async () => {
    const { body } = await inspected({ ...serial('SD-60003'), slots: [] })
    expect(found(body, 'SAME_PHOTO')).toMatchObject([
      { result: 'NOT_CHECKED', text: '没有随变更上传照片，没有核对照片' },
    ])
    for (const code of ['OLD_PHOTO', 'PHOTO_QUALITY', 'PHOTO_TIME'] as const)
      expect(found(body, code)).toEqual([])
  })
})
