import { beforeAll, expect, it, vi } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { readDuePhoto } from '@/lib/features/reading/commands/read-photos'
import { wantMissing } from '@/lib/features/reading/commands/want'
import { db } from '@/lib/server/database/db'
import { type ChangeSeed, makeChange } from '@/prisma/factories/change'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from '@/testing/call-route'
import { changeDesk } from '@/testing/change-desk'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { inspectChanges, wantChangeInspection } from './commands/inspect'
import type { DeskChange } from './schema/console'

vi.hoisted(() => {
  process.env.PLATE_READER = 'on'
})

const { requestChangeInspection: AGAIN, approveChange: APPROVE } = changeRoutes

let reviewer: StaffSession
let open: (id: string) => Promise<DeskChange>
beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  open = changeDesk<DeskChange, never>(
    { ...changeRoutes, ownDecisions: filingRoutes.ownDecisions },
    reviewer,
  ).open
})

const box: [number, number][] = [
  [10, 10],
  [300, 10],
  [300, 40],
  [10, 40],
]
/** What a program that reads finds on each photo that waits for it. */
async function read(...texts: string[]): Promise<void> {
  const lines = texts.map((text) => ({ text, box, score: 0.98 }))
  while ((await readDuePhoto(() => Promise.resolve({ lines }))) > 0);
}
const plateTexts = ({ checks }: DeskChange) =>
  checks.filter(({ code }) => code === 'PLATE_TEXT').map(({ result, text }) => [result, text])

/** A change of the serial with a photo of the plate, inspected. */
async function asked(seed: ChangeSeed = {}) {
  const values = { before: { 'machine.serial': 'SD-1' }, after: { 'machine.serial': 'SD4017788' } }
  const made = await makeChange(db(), { type: 'DETAILS', ...values, slots: ['MACHINE_PLATE'], ...seed })
  const { id: photoId } = await makePhoto(db(), made.ownerId, { stored: true })
  await db().changePhoto.updateMany({ where: { changeId: made.id }, data: { photoId } })
  await wantChangeInspection(db(), made.id)
  while ((await inspectChanges()) > 0);
  return { id: made.id, photoId }
}

it('the photo sent with a change is read, and the new value compared with it', async () => {
  const { id, photoId } = await asked()
  const before = await open(id)
  expect(plateTexts(before)).toEqual([['NOT_CHECKED', '机械铭牌照片还没有读取']])
  expect(before.unread).toMatchObject([{ photoId, reason: 'WAITING', due: true }])
  await read('出厂编号：SD4017799')
  const after = await open(id)
  expect(after.comparisons).toMatchObject([
    {
      path: 'machine.serial',
      typed: 'SD4017788',
      read: 'SD4017799',
      result: 'DIFFERS',
      photoId,
    },
  ])
  expect(plateTexts(after)).toEqual([['DOUBT', '机械出厂编号与照片不同：照片上读到“SD4017799”']])

  const right = await asked()
  await read('出厂编号：SD4017788')
  const agrees = await open(right.id)
  expect(agrees.comparisons).toMatchObject([{ path: 'machine.serial', result: 'AGREES' }])
  expect(plateTexts(agrees)).toEqual([['CLEAR', '照片上读到的机械出厂编号与填写一致']])
  const params = { id: right.id }
  const body = { version: 1 }
  expect((await callRoute(APPROVE, { params, body, headers: reviewer.headers })).status).toBe(200)
  expect((await open(right.id)).comparisons).toEqual([])
})

it('what could not be read is not checked, and tried again when an officer asks', async () => {
  const { id, photoId } = await asked()
  while ((await readDuePhoto(() => Promise.resolve({ fault: 'UNREADABLE' }))) > 0);
  await db().photoReading.updateMany({ where: { photoId }, data: { dueAt: null } })
  expect(plateTexts(await open(id))).toEqual([['NOT_CHECKED', '机械铭牌照片没有读出：照片无法识别']])
  await callRoute(AGAIN, { params: { id }, headers: reviewer.headers })
  await read('出厂编号：SD4017788')
  expect(plateTexts(await open(id))).toEqual([['CLEAR', '照片上读到的机械出厂编号与填写一致']])
})

it('waiting changes from before are read as well; what stands on no plate is not compared', async () => {
  const values = { before: { 'machine.totalHours': 100 }, after: { 'machine.totalHours': 900 } }
  const hours = await asked(values)
  expect(plateTexts(await open(hours.id))).toEqual([])
  await db().photoReading.deleteMany({ where: { photoId: hours.photoId } })
  expect(await wantMissing()).toBeGreaterThanOrEqual(1)
  expect(await db().photoReading.count({ where: { photoId: hours.photoId } })).toBe(1)
})
