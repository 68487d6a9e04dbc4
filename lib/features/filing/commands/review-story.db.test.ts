import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { DeskFiling } from '../schema/console'
import type { FilingDto } from '../schema/owner'

const {
  approveFiling: APPROVE,
  claimFiling: CLAIM,
  declineFiling: DECLINE,
  returnFiling: RETURN,
  revealParty: REVEAL,
  getDeskFiling: DESK,
  transferFiling: TRANSFER,
  nextFiling: NEXT,
  getFiling: OWN,
  patchFiling: PATCH,
  submitFiling: SUBMIT,
} = filingRoutes

type Problem = { code: string; detail: string; errors?: { path: string }[] }

let reviewer: StaffSession
let owner: OwnerSession

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  owner = await ownerSession(db())
  await makeSeries(db(), '110000', { prefix: '30', firstSerial: 468_844 })
})

function callAs<T = Problem>(route: Route, id: string, body?: unknown, who: StaffSession = reviewer) {
  return callRoute<T>(route, { params: { id }, body, headers: who.headers })
}

async function claimed(id: string): Promise<DeskFiling> {
  const { status, body } = await callAs<DeskFiling>(CLAIM, id)
  expect(status).toBe(200)
  return body
}

const audited = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    (event) => event.action,
  )

describe('return, correction, approval', () => {
  it('is the story of the manual', async () => {
    const made = await makeFiling(db(), 'SUBMITTED', { filerId: owner.id })
    const first = await claimed(made.id)
    expect(first).toMatchObject({ status: 'IN_REVIEW', claim: { mine: true, staffName: reviewer.name } })

    const reasons = [{ code: 'PHOTO_UNCLEAR', fields: ['photos.BODY_FRONT'] }]
    const returned = await callAs<FilingDto>(RETURN, made.id, { version: first.version, reasons })
    expect(returned.body).toMatchObject({
      status: 'RETURNED',
      returnReasons: [{ text: '图片不清晰', ...reasons[0] }],
    })

    const { id: photoId } = await makePhoto(db(), owner.id)
    const correction = { photos: [{ slot: 'BODY_FRONT', photoId }] }
    const phone = { params: { id: made.id }, token: owner.token }
    expect(await callRoute(PATCH, { ...phone, body: correction })).toMatchObject({ status: 200 })
    const half = await callAs<DeskFiling>(DESK, made.id)
    expect(half.body.photos.map((photo) => photo.photoId)).not.toContain(photoId)
    expect(await callRoute(SUBMIT, phone)).toMatchObject({ status: 200 })

    const second = await claimed(made.id)
    expect(second.revision).toBe(2)
    expect(second.photos.filter(({ changed }) => changed).map(({ slot }) => slot)).toEqual(['BODY_FRONT'])
    expect(second.changes).toEqual([])
    expect(second.returnReasons).toEqual([{ text: '图片不清晰', ...reasons[0] }])
    expect(second.revisions.map(({ number }) => number)).toEqual([1, 2])

    const approval = { version: second.version, emissionStage: '3', comment: '照片清晰' }
    const approved = await callAs<Record<string, string>>(APPROVE, made.id, approval)
    expect(approved.body).toMatchObject({
      registrationNumber: '3-30468844',
      pickupCode: expect.stringMatching(/^\d{6}$/),
    })
    const own = await callRoute<FilingDto>(OWN, phone)
    expect(own.body).toMatchObject({
      status: 'APPROVED',
      registrationNumber: '3-30468844',
      emissionStage: '3',
    })
    expect(own.body.pickup?.code).toBe(approved.body.pickupCode)
    expect((await audited(made.id)).slice(-6)).toEqual([
      'filing.claim',
      'filing.return',
      'filing.edit',
      'filing.submit',
      'filing.claim',
      'filing.approve',
    ])
    await expectHistory(made.id)
  })

  async function expectHistory(id: string): Promise<void> {
    const { body } = await callAs<DeskFiling>(DESK, id)
    expect(body.history.map(({ text }) => text)).toEqual([
      '新建登记',
      '提交审核',
      '领取审核',
      '退回重填：图片不清晰',
      '第 2 次提交审核',
      '领取审核',
      '审核通过，登记号码 3-30468844；备注：照片清晰',
    ])
    expect(body).toMatchObject({
      status: 'APPROVED',
      actions: [],
      claim: null,
      registrationNumber: '3-30468844',
    })
  }

  it('keeps the code encrypted, and out of record and notices', async () => {
    const { id, version } = await makeFiling(db(), 'IN_REVIEW', { reviewerId: reviewer.id })
    const { body } = await callAs<Record<string, string>>(APPROVE, id, { version, emissionStage: 'X' })
    const rows = await Promise.all([
      db().pickup.findMany({ where: { filingId: id } }),
      db().notice.findMany({ where: { filingId: id } }),
      db().auditEvent.findMany({ where: { subjectId: id } }),
    ])
    const text = JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    expect(text).not.toContain(`"${body.pickupCode}"`)
  })

  it('fills words and fields of a reason from the list, refuses unknown ones by path', async () => {
    const { id, version } = await makeFiling(db(), 'IN_REVIEW', { reviewerId: reviewer.id })
    const bad = [
      { code: 'NONE', fields: ['engine.colour'] },
      { code: 'OTHER', fields: [] },
      { code: 'OTHER', fields: ['photos.SIDE'] },
    ]
    const refused = await callAs(RETURN, id, { version, reasons: bad })
    expect(refused.status).toBe(422)
    expect(refused.body.errors?.map(({ path }) => path)).toEqual([
      'reasons.0.code',
      'reasons.0.fields',
      'reasons.2.code',
      'reasons.2.fields',
    ])
    expect(await db().filing.findUnique({ where: { id } })).toMatchObject({ status: 'IN_REVIEW', version })
    const reasons = [
      { code: 'CATEGORY_WRONG', fields: [] },
      { code: 'OTHER', fields: ['plate'], text: '号牌照片与填写不同' },
    ]
    const returned = await callAs<FilingDto>(RETURN, id, { version, reasons })
    expect(returned.body.returnReasons).toEqual([
      { code: 'CATEGORY_WRONG', text: '机械类别错误', fields: ['machine.categoryCode'] },
      { code: 'OTHER', text: '其他：号牌照片与填写不同', fields: ['plate'] },
    ])
  })

  it('refuses what the officer saw in another version, and other people’s filings', async () => {
    const { id, version } = await makeFiling(db(), 'IN_REVIEW', { reviewerId: reviewer.id })
    const stale = await callAs(APPROVE, id, { version: version + 1, emissionStage: '3' })
    expect([stale.status, stale.body.code]).toEqual([409, 'VERSION_CONFLICT'])
    const other = await staffSession(db(), 'REVIEWER')
    const foreign = await callAs(DECLINE, id, { version, reason: '不属于' }, other)
    expect([foreign.status, foreign.body.code]).toEqual([409, 'CLAIMED_BY_OTHER'])
    expect(foreign.body.detail).toContain(reviewer.name)
  })
})

describe('transfer', () => {
  it('moves the filing out of sight, keeps its deadline, notifies the owner, is audited for both districts', async () => {
    const { id } = await makeFiling(db(), 'SUBMITTED', { filerId: owner.id })
    await claimed(id)
    const before = await db().filing.findUniqueOrThrow({ where: { id } })
    const moved = await callAs(TRANSFER, id, { districtCode: '130203', reason: '机械在唐山' })
    expect(moved).toMatchObject({ status: 200, body: { status: 'SUBMITTED', districtCode: '130203' } })
    const { dueAt, submittedAt, districtCode, claimedById } = await db().filing.findUniqueOrThrow({
      where: { id },
    })
    expect({ dueAt, submittedAt }).toEqual({ dueAt: before.dueAt, submittedAt: before.submittedAt })
    expect([districtCode, claimedById]).toEqual(['130203', null])
    expect((await callAs(DESK, id)).status).toBe(404)
    const there = await staffSession(db(), 'REVIEWER', '130200')
    const next = await callRoute<DeskFiling>(NEXT, { headers: there.headers })
    expect(next.body).toMatchObject({ id, content: { districtCode: '130203' } })
    expect(next.body.history.map(({ text }) => text)).toContain('转办至其他区县：机械在唐山')
    expect(await db().notice.count({ where: { filingId: id, kind: 'TRANSFERRED' } })).toBe(1)
    const events = await db().auditEvent.findMany({
      where: { subjectId: id, action: { startsWith: 'filing.transfer' } },
    })
    expect(events.map((event) => event.districtCode).sort()).toEqual(['110101', '130203'])
  })

  it.each([
    ['the same district', '110101'],
    ['a city that has districts', '130200'],
    ['no division', '999999'],
  ])('refuses %s', async (_, districtCode) => {
    const made = await makeFiling(db(), 'SUBMITTED')
    const answer = await callAs(TRANSFER, made.id, { districtCode, reason: '区县填写错误' })
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'districtCode'])
    expect(await db().filing.findUnique({ where: { id: made.id } })).toMatchObject({ version: made.version })
  })
})

describe('revealing full numbers', () => {
  it('is recorded without them', async () => {
    const agent = await ownerSession(db())
    const { id } = await makeFiling(db(), 'SUBMITTED', { ownerId: owner.id, filerId: agent.id })
    const shown = await callAs<Record<string, string>>(REVEAL, id, {
      party: 'OWNER',
      purpose: 'CONTACT',
    })
    expect(shown.body).toEqual({ idNumber: owner.idNumber, phone: owner.phone })
    expect(
      (await callAs<Record<string, string>>(REVEAL, id, { party: 'AGENT', purpose: 'CONTACT' })).body.phone,
    ).toBe(agent.phone)
    const looks = await db().auditEvent.findMany({ where: { subjectId: id, action: 'filing.reveal' } })
    expect(looks.map(({ details }) => details)).toEqual([
      { party: 'OWNER', accessPurpose: 'CONTACT' },
      { party: 'AGENT', accessPurpose: 'CONTACT' },
    ])
  })
})
