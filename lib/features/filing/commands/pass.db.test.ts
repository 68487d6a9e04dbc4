import { beforeAll, describe, expect, it } from 'vitest'
import { chinaDay } from '@/lib/core/clock'
import { absenceRoutes } from '@/lib/features/absence/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { makeStaff } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { APPROVAL, deskOf, eventsOf, filingOf } from '@/testing/deferred-desk'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { filingRoutes } from '../routes'
import type { DeskFiling, QueueRow } from '../schema/console'
import type { Colleague } from '../schema/pass'

const { passFiling: PASS, passFilings: PASS_MANY, releaseFilings: RELEASE_MANY } = filingRoutes
const { colleagues: COLLEAGUES, listQueue: QUEUE, getDeskFiling: DESK } = filingRoutes

type Problem = { code?: string; detail?: string; errors?: { path: string; message: string }[] }

let from: StaffSession
let to: StaffSession
let supervisor: StaffSession
let desk: ReturnType<typeof deskOf>
beforeAll(async () => {
  ;[from, to] = await Promise.all([staffSession(db(), 'REVIEWER'), staffSession(db(), 'REVIEWER')])
  supervisor = await staffSession(db(), 'SUPERVISOR', '110000')
  desk = deskOf(filingRoutes, from)
  await makeSeries(db(), '110101')
})

const held = (reviewerId = from.id) => makeFiling(db(), 'IN_REVIEW', { reviewerId })
const pass = ({ headers }: StaffSession, id: string, staffId = to.id, note?: string) =>
  callRoute<Problem>(PASS, { params: { id }, headers, body: { staffId, note } })
const passMany = ({ headers }: StaffSession, ids: string[], holder = from.id, staffId = to.id) =>
  callRoute<Problem>(PASS_MANY, { params: { id: holder }, headers, body: { ids, staffId } })

describe('a claimed filing that is handed to a colleague', () => {
  it('is the colleague’s, with a whole claim, the note and who gave it; the record names both', async () => {
    const { id } = await held()
    await db().filing.update({ where: { id }, data: { claimExpiresAt: new Date(Date.now() + 5_000) } })
    const before = await filingOf(id)
    expect(await pass(from, id, to.id, '已电话联系机主')).toMatchObject({
      status: 200,
      body: { id, staffId: to.id, staffName: to.name },
    })
    const after = await filingOf(id)
    expect(after).toMatchObject({ status: 'IN_REVIEW', version: before.version, claimedById: to.id })
    expect(after.claimExpiresAt?.getTime()).toBeGreaterThan(Date.now() + 25 * 60_000)
    expect(after).toMatchObject({ submittedAt: before.submittedAt, dueAt: before.dueAt })

    const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: id, action: 'filing.pass' } })
    expect(event).toMatchObject({
      actorId: from.id,
      districtCode: '110101',
      details: { staffId: from.id, toStaffId: to.id, withNote: true },
    })
    const mine = await callRoute<{ data: QueueRow[] }>(QUEUE, {
      headers: to.headers,
      query: { queue: 'mine' },
    })
    expect(mine.body.data.find((row) => row.id === id)?.passed).toEqual({
      byName: from.name,
      note: '已电话联系机主',
    })
    const { body } = await callRoute<DeskFiling>(DESK, { params: { id }, headers: to.headers })
    expect(body.passed).toMatchObject({ byName: from.name, note: '已电话联系机主' })
    expect(body.notes.map(({ name, text }) => [name, text])).toEqual([[from.name, '已电话联系机主']])
    expect(body.actions).toContain('approve')
    expect(body.history.at(-1)).toMatchObject({
      who: from.name,
      text: `把${from.name}手上的这件移交给${to.name}`,
    })
  })

  it('is never that of an officer who entered it at the counter', async () => {
    const { id } = await held()
    const { bureauId } = await db().staff.findUniqueOrThrow({ where: { id: to.id } })
    await db().filing.update({ where: { id }, data: { assistantIds: [to.id], assistedBureauId: bureauId } })
    const { status, body } = await pass(from, id)
    expect([status, body.errors?.[0]?.path, body.errors?.[0]?.message]).toEqual([
      422,
      'staffId',
      `${to.name}在窗口代办了这件登记，不能审核，请另选`,
    ])
    expect(await filingOf(id)).toMatchObject({ claimedById: from.id })
  })

  it('says so only as long as that claim lasts', async () => {
    const { id } = await held()
    await pass(from, id)
    await callRoute(filingRoutes.releaseFiling, { params: { id }, headers: to.headers })
    const again = await callRoute<DeskFiling>(filingRoutes.claimFiling, {
      params: { id },
      headers: to.headers,
    })
    expect(again.body).toMatchObject({ claim: { mine: true }, passed: null })
  })

  it('is moved by a supervisor of the area, whoever holds it, and by nobody of another area', async () => {
    const { id } = await held()
    const elsewhere = await staffSession(db(), 'SUPERVISOR', '130200')
    expect((await pass(elsewhere, id)).status).toBe(404)
    expect((await pass(to, id, to.id)).body.code).toBe('CLAIMED_BY_OTHER')
    expect((await pass(supervisor, id)).status).toBe(200)
    const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: id, action: 'filing.pass' } })
    expect(event).toMatchObject({ actorId: supervisor.id, details: { staffId: from.id, toStaffId: to.id } })
    expect((await pass(supervisor, id)).body.detail).toBe(`该登记已在${to.name}名下`)
  })

  it('stays where it is while a decision is open on it, and moves once that is taken back', async () => {
    const filing = await held()
    const { body } = await desk.decide(filing, APPROVAL)
    const refused = await pass(from, filing.id)
    expect(refused).toMatchObject({ status: 409, body: { code: 'STATE_CONFLICT' } })
    expect(refused.body.detail).toContain('您已决定“审核通过”，即将生效')
    expect((await pass(supervisor, filing.id)).body.detail).toContain(`${from.name}已决定`)
    await desk.takeBack(filing.id, body.decisionId)
    expect((await pass(from, filing.id)).status).toBe(200)
  })
})

describe('a colleague', () => {
  const listed = async (ids: string[]) => {
    const [id = '', ...others] = ids
    const query: Record<string, string> = others.length > 0 ? { with: others.join(',') } : {}
    return (
      await callRoute<{ data: Colleague[] }>(COLLEAGUES, { params: { id }, query, headers: from.headers })
    ).body.data
  }

  it('is a reviewer who answers for the district, enabled, and present; the list tells what each holds', async () => {
    const { id } = await held()
    const city = await makeStaff(db(), 'REVIEWER', '110000')
    const wrong = await Promise.all([
      makeStaff(db(), 'COUNTER', '110101'),
      makeStaff(db(), 'REVIEWER', '110108'),
      makeStaff(db(), 'REVIEWER', '110101', { disabledAt: new Date() }),
    ])
    await held(city.id)
    const found = await listed([id])
    expect(found.find((one) => one.id === city.id)).toMatchObject({ held: 1, away: null })
    const ids = found.map((one) => one.id)
    expect(ids).toContain(to.id)
    for (const { id: staffId } of [...wrong, from]) {
      expect(ids).not.toContain(staffId)
      const answer = await pass(from, id, staffId)
      expect([409, 422]).toContain(answer.status)
    }
    expect(await filingOf(id)).toMatchObject({ claimedById: from.id })
    const haidian = await makeFiling(db(), 'IN_REVIEW', { reviewerId: city.id, districtCode: '110108' })
    const both = await callRoute<{ data: Colleague[] }>(COLLEAGUES, {
      params: { id },
      query: { with: haidian.id },
      headers: supervisor.headers,
    })
    expect(both.body.data.map((one) => one.id)).not.toContain(to.id)
  })

  it('who is away is shown as such and handed nothing, until back', async () => {
    const { id } = await held()
    const away = await staffSession(db(), 'REVIEWER')
    const today = chinaDay(new Date())
    const set = await callRoute<{ id: string }>(absenceRoutes.setOwnAbsence, {
      headers: away.headers,
      body: { kind: 'LEAVE', from: today, to: today },
    })
    expect((await listed([id])).find((one) => one.id === away.id)?.away).toEqual({ kind: 'LEAVE', to: today })
    const refused = await pass(from, id, away.id)
    expect(refused.status).toBe(422)
    expect(refused.body.detail).toBe(`${away.name}请假至 ${today}，请另选`)
    const params = { absenceId: set.body.id }
    await callRoute(absenceRoutes.endOwnAbsence, { headers: away.headers, params })
    expect((await pass(from, id, away.id)).status).toBe(200)
  })
})

describe('several of one officer', () => {
  it('are handed over together, or none of them', async () => {
    const filings = await Promise.all([held(), held(), held()])
    const ids = filings.map(({ id }) => id)
    const [first] = filings
    if (!first) throw new Error('none')
    await desk.decide(first, APPROVAL)
    const refused = await passMany(supervisor, ids)
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toMatch(/^查询号 \d{3} \d{3} \d{3}：.*即将生效.*所选的都没有移交$/)
    for (const id of ids) expect(await filingOf(id)).toMatchObject({ claimedById: from.id })
    expect((await passMany(supervisor, ids.slice(1))).status).toBe(200)
    for (const id of ids.slice(1)) expect(await filingOf(id)).toMatchObject({ claimedById: to.id })
    // They are no longer those of the officer who was named.
    expect((await passMany(supervisor, ids.slice(1), from.id)).body.code).toBe('CLAIMED_BY_OTHER')
  })

  it('are put back together; a colleague may not do it', async () => {
    const ids = (await Promise.all([held(), held()])).map(({ id }) => id)
    const release = ({ headers }: StaffSession) =>
      callRoute<Problem>(RELEASE_MANY, { params: { id: from.id }, headers, body: { ids } })
    expect((await release(to)).body.code).toBe('CLAIMED_BY_OTHER')
    expect((await release(from)).status).toBe(200)
    for (const id of ids) expect(await filingOf(id)).toMatchObject({ status: 'SUBMITTED', claimedById: null })
    expect(await eventsOf(ids[0] ?? '')).toContain('filing.release')
  })
})
