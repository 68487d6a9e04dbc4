import { beforeAll, describe, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { changeDesk, changeOf, machineOf, type Problem } from '@/testing/change-desk'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { DeskChange } from './schema/console'
import type { ChangeDto } from './schema/owner'

const { approveChange: APPROVE, createChange: CREATE } = changeRoutes
const SERIAL = { before: { 'machine.serial': 'SD-1' }, after: { 'machine.serial': 'SD-9001' } }

let owner: OwnerSession
let reviewer: StaffSession
let desk: ReturnType<typeof changeDesk<DeskChange, never>>
beforeAll(async () => {
  owner = await ownerSession(db())
  reviewer = await staffSession(db(), 'REVIEWER')
  desk = changeDesk<DeskChange, never>({ ...changeRoutes, ownDecisions: filingRoutes.ownDecisions }, reviewer)
})

const approve = (id: string, body = {}) =>
  callRoute<Problem>(APPROVE, { params: { id }, body: { version: 1, ...body }, headers: reviewer.headers })

describe('an approval', () => {
  test('of a new serial without its photo is refused by both calls, naming the photo', async () => {
    const { id, machineId } = await desk.claimed({ type: 'DETAILS', ...SERIAL, slots: [] })
    for (const { status, body } of [await approve(id), await desk.decide(id)]) {
      expect([status, body.code, body.errors?.[0]?.path]).toEqual([422, 'INVALID', 'photos.MACHINE_PLATE'])
      expect(body.detail).toContain('改动机械出厂编号，须随变更上传机械铭牌、')
      expect(body.errors?.[0]?.code).toBe('EVIDENCE_MISSING')
    }
    expect(await changeOf(id)).toMatchObject({ status: 'SUBMITTED', decisionDueAt: null })
    expect((await machineOf(machineId)).version).toBe(1)
    const { missingEvidence, mayBeVerifiedOtherwise, checks } = await desk.open(id)
    expect([missingEvidence.map(({ paths }) => paths), mayBeVerifiedOtherwise]).toEqual([
      [['machine.serial']],
      true,
    ])
    expect(checks[0]).toMatchObject({ code: 'EVIDENCE', result: 'DOUBT' })
    expect((await desk.decide(id, { verdict: 'RETURN', comment: '请补拍铭牌' })).status).toBe(202)
  })

  test('with its photo passes', async () => {
    const { id, machineId } = await desk.claimed({ type: 'DETAILS', ...SERIAL, slots: ['MACHINE_PLATE'] })
    expect((await approve(id)).status).toBe(200)
    expect(await machineOf(machineId)).toMatchObject({ content: { machine: { serial: 'SD-9001' } } })
  })

  test('without it passes with the officer’s words, which are recorded', async () => {
    const { id } = await desk.claimed({ type: 'DETAILS', ...SERIAL, slots: [] })
    const evidenceReason = '现场查看铭牌，与所填一致'
    expect((await approve(id, { evidenceReason: '  ' })).status).toBe(422)
    expect((await approve(id, { evidenceReason })).status).toBe(200)
    expect((await changeOf(id)).evidenceReason).toBe(evidenceReason)
    const event = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: id, action: 'change.approve' },
    })
    expect(event.details).toMatchObject({ evidenceReason })
    expect((await desk.open(id)).evidenceReason).toBe(evidenceReason)
  })

  test('of what the contract takes with photos only does not pass by words', async () => {
    const dpf = await desk.claimed({ slots: ['DPF_BODY'] })
    const end = await desk.claimed({ type: 'CANCELLATION', before: {}, after: {}, slots: [] })
    for (const [id, path] of [
      [dpf.id, 'photos.DPF_PLATE'],
      [end.id, 'photos.OTHER_1'],
    ] as const) {
      const { status, body } = await approve(id, { evidenceReason: '电话核实' })
      expect([status, body.errors?.[0]?.path]).toEqual([422, path])
    }
  })

  test('of what the registered plate shows needs no new photo; without one in the register it does', async () => {
    const brand = {
      type: 'DETAILS' as const,
      before: { 'machine.brand': '山推' },
      after: { 'machine.brand': '徐工' },
      slots: [],
    }
    const shown = await desk.claimed(brand)
    const unseen = await desk.claimed({ ...brand, filing: { slots: ['BODY_FRONT'] } })
    expect((await approve(shown.id)).status).toBe(200)
    expect((await approve(unseen.id)).body.errors?.[0]?.path).toBe('photos.MACHINE_PLATE')
  })
})

test('the owner may ask for a new serial without a photo, as the contract has it; nothing is given', async () => {
  const { machineId } = await makeFiling(db(), 'COLLECTED', { ownerId: owner.id })
  const body = { type: 'DETAILS', machine: { serial: 'SD-77123' } }
  const params = { id: machineId ?? '' }
  const asked = await callRoute<ChangeDto>(CREATE, { params, body, token: owner.token })
  expect([asked.status, asked.body.status]).toEqual([201, 'SUBMITTED'])
  expect(asked.body.missingPhotos).toMatchObject([
    { slots: ['MACHINE_PLATE', 'CERTIFICATE', 'CHECKLIST_FRONT'] },
  ])
  const refused = await approve(asked.body.id)
  expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([422, 'photos.MACHINE_PLATE'])
  const none = { type: 'DPF', dpf: { model: 'A' }, photos: [] }
  const problem = await callRoute<Problem>(CREATE, { params, body: none, token: owner.token })
  expect(problem.body.errors?.map(({ path, message }) => [path, message])).toEqual([
    ['photos.DPF_BODY', '请上传DPF 照片'],
    ['photos.DPF_PLATE', '请上传DPF 铭牌照片'],
  ])
})
