import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { inspectFilings } from './commands/inspect'
import { wantOutdated } from './commands/want'
import { inspectOutdated } from './jobs'
import { type InspectionRule, RULES } from './queries/rule-table'
import { inspectionRoutes } from './routes'

const { getDeskFiling, submitFiling, transferFiling } = filingRoutes
const { requestInspection } = inspectionRoutes

let reviewer: StaffSession

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
})

const LIVE = [
  'DUPLICATE',
  'SAME_PHOTO',
  'SAME_PHOTO_CONTENT',
  'PHOTO_REPEATED',
  'PHOTO_QUALITY',
  'PLATE_TEXT',
]
const desk = async (id: string, who = reviewer) =>
  (await callRoute<DeskFiling>(getDeskFiling, { params: { id }, headers: who.headers })).body
const stored = (body: DeskFiling) => body.checks.filter(({ code }) => !LIVE.includes(code))
const checkOf = (body: DeskFiling, code: string) => body.checks.filter((check) => check.code === code)
const ask = (id: string, who = reviewer) =>
  callRoute<{ at: string | null; pending: boolean; detail?: string }>(requestInspection, {
    params: { id },
    headers: who.headers,
  })
const raised = (code: string) =>
  RULES.map((rule) => (rule.code === code ? { ...rule, version: rule.version + 1 } : rule))
const without = (code: string, run: InspectionRule['run']) =>
  RULES.map((rule) => (rule.code === code ? { ...rule, run } : rule))

async function submitted(content = {}) {
  const owner = await ownerSession(db())
  const codes = { codes: { machineEnvCode: '88811111QH3111446' }, ...content }
  const { id } = await makeFiling(db(), 'DRAFT', { filerId: owner.id, content: codes })
  expect((await callRoute(submitFiling, { params: { id }, token: owner.token })).status).toBe(200)
  return { id, owner }
}

describe('a submission', () => {
  it('says of every check that it was not made, until it was made', async () => {
    const { id } = await submitted()
    const before = await desk(id)
    expect(before.inspection).toEqual({ at: null, pending: true })
    expect(
      stored(before)
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(RULES.map(({ code }) => code).toSorted())
    for (const check of stored(before))
      expect(check).toMatchObject({ result: 'NOT_CHECKED', text: expect.stringMatching(/尚未核对$/) })
    while ((await inspectOutdated()) > 0);
    const after = await desk(id)
    expect(after.inspection).toEqual({ at: expect.any(String), pending: false })
    expect(checkOf(after, 'PHOTO_MISSING')).toMatchObject([{ result: 'CLEAR', level: 'OK', version: 1 }])
    expect(checkOf(after, 'PHOTO_TIME')).toMatchObject([{ result: 'NOT_CHECKED', level: 'WARN' }])
    expect(JSON.stringify(after.checks)).not.toContain('尚未核对')
    const results = after.checks.map(({ result }) => result)
    expect(results).toEqual(
      ['DOUBT', 'NOT_CHECKED', 'CLEAR'].flatMap((each) => results.filter((one) => one === each)),
    )
  })

  it('again is inspected again: nothing of the former one is shown for it', async () => {
    const { id, owner } = await submitted()
    while ((await inspectOutdated()) > 0);
    await db().filing.update({ where: { id }, data: { status: 'RETURNED', reviewedAt: new Date() } })
    expect(checkOf(await desk(id), 'PHOTO_MISSING')).toMatchObject([{ result: 'CLEAR' }])
    await callRoute(submitFiling, { params: { id }, token: owner.token })
    expect(new Set(stored(await desk(id)).map(({ result }) => result))).toEqual(new Set(['NOT_CHECKED']))
    while ((await inspectOutdated()) > 0);
    expect(checkOf(await desk(id), 'PHOTO_MISSING')).toMatchObject([{ result: 'CLEAR' }])
  })

  it('to another district is inspected by its law', async () => {
    const { id } = await submitted()
    while ((await inspectOutdated()) > 0);
    const body = { districtCode: '110108', reason: '机械在海淀区' }
    await callRoute(transferFiling, { params: { id }, headers: reviewer.headers, body })
    const there = await staffSession(db(), 'REVIEWER', '110108')
    expect((await desk(id, there)).inspection.pending).toBe(true)
    while ((await inspectOutdated()) > 0);
    expect((await desk(id, there)).inspection.pending).toBe(false)
  })
})

describe('a check that fails', () => {
  it.each([
    ['throws', () => Promise.reject(new Error('the catalogue cannot be read'))],
    [
      'throws at once',
      () => {
        throw new Error('no')
      },
    ],
    ['finds nothing at all', () => []],
  ] satisfies [string, InspectionRule['run']][])(
    '%s: it was not made, and stops no other',
    async (_, run) => {
      const { id } = await submitted()
      expect(await inspectFilings(without('CATALOGUE', run))).toBe(1)
      const body = await desk(id)
      expect(checkOf(body, 'CATALOGUE')).toMatchObject([
        { result: 'NOT_CHECKED', text: '公开目录：核对没有完成', level: 'WARN' },
      ])
      expect(checkOf(body, 'PHOTO_MISSING')).toMatchObject([{ result: 'CLEAR' }])
    },
  )

  it('a query that PostgreSQL refuses spoils no other check', async () => {
    const { id } = await submitted()
    await inspectFilings(
      without('PHOTO_MISSING', async (_, reader) => {
        await reader.$queryRaw`SELECT 1 / 0`
        return []
      }),
    )
    const body = await desk(id)
    expect(checkOf(body, 'PHOTO_MISSING')).toMatchObject([{ result: 'NOT_CHECKED' }])
    expect(checkOf(body, 'BURST')).toMatchObject([{ result: 'CLEAR' }])
  })
})

describe('an inspection is made again', () => {
  it('when a rule is newer, of open filings alone', async () => {
    const { id } = await submitted()
    const decided = await makeFiling(db(), 'APPROVED')
    while ((await inspectOutdated()) > 0);
    expect(await wantOutdated()).toBe(0)
    expect(await wantOutdated(raised('FORMAT'))).toBeGreaterThan(0)
    expect((await desk(id)).inspection.pending).toBe(true)
    expect((await desk(decided.id)).inspection).toEqual({ at: null, pending: false })
    // What was found before stays on the desk meanwhile, with its version.
    expect(checkOf(await desk(id), 'FORMAT')).toMatchObject([{ version: 1, result: 'CLEAR' }])
    while ((await inspectFilings(raised('FORMAT'))) > 0);
    expect(checkOf(await desk(id), 'FORMAT')).toMatchObject([{ version: 2 }])
    // A server of the release before leaves it as it is.
    expect(await wantOutdated()).toBe(0)
  })

  it('when the law table or the catalogue changed', async () => {
    const { id } = await submitted()
    while ((await inspectOutdated()) > 0);
    await db().setting.create({ data: { key: 'stage-dates', divisionCode: '110101', value: { rows: [] } } })
    expect(await wantOutdated()).toBeGreaterThan(0)
    while ((await inspectOutdated()) > 0);
    expect(checkOf(await desk(id), 'STAGE_DATES')).toMatchObject([{ result: 'NOT_CHECKED' }])
    const staffId = reviewer.id
    const file = { fileName: '目录.csv', storageKey: 'none', bytes: 1, staffId, status: 'DONE' as const }
    await db().catalogueImport.create({ data: { ...file, finishedAt: new Date() } })
    expect(await wantOutdated()).toBeGreaterThan(0)
    await db().setting.deleteMany({ where: { key: 'stage-dates' } })
  })

  it('when an officer asks; it is recorded, and a decided filing stays as it was seen', async () => {
    const { id } = await submitted()
    while ((await inspectOutdated()) > 0);
    expect(await ask(id)).toMatchObject({ status: 202, body: { pending: true, at: expect.any(String) } })
    const event = { subjectId: id, action: 'filing.inspect', actorId: reviewer.id, districtCode: '110101' }
    expect(await db().auditEvent.count({ where: event })).toBe(1)
    expect((await desk(id)).history.at(-1)).toMatchObject({ who: reviewer.name, text: '重新核对' })
    while ((await inspectOutdated()) > 0);
    expect((await desk(id)).inspection.pending).toBe(false)
    expect((await ask((await makeFiling(db(), 'APPROVED')).id)).status).toBe(409)
    expect((await ask((await makeFiling(db(), 'DRAFT')).id)).status).toBe(404)
    expect((await ask(id, await staffSession(db(), 'REVIEWER', '110108'))).status).toBe(404)
    expect((await ask(id, await staffSession(db(), 'SUPERVISOR', '110000'))).status).toBe(403)
  })

  it('when it was asked for while it ran: that wish is not lost', async () => {
    const { id } = await submitted()
    await inspectFilings(
      without('FORMAT', async () => {
        await ask(id)
        return [{ result: 'CLEAR', text: '', paths: [], filingIds: [] }]
      }),
      1,
    )
    expect((await desk(id)).inspection).toMatchObject({ pending: true })
    while ((await inspectOutdated()) > 0);
    expect((await desk(id)).inspection).toMatchObject({ pending: false })
  })

  it('by one of two servers; what one left behind is taken over later, and its late result is dropped', async () => {
    const { id } = await submitted()
    const slow = without('FORMAT', async () => {
      expect(await inspectFilings()).toBe(0)
      const longAgo = new Date(Date.now() - 600_000)
      await db().inspection.update({ where: { filingId: id }, data: { startedAt: longAgo } })
      expect(await inspectFilings()).toBe(1)
      return [{ result: 'DOUBT', text: 'late', paths: [], filingIds: [] }]
    })
    await inspectFilings(slow, 1)
    expect(checkOf(await desk(id), 'FORMAT')).toMatchObject([{ result: 'CLEAR' }])
  })

  it('nobody is told that it is under way when no server does it', async () => {
    const { id } = await submitted()
    const wantedAt = new Date(Date.now() - 61_000)
    await db().inspection.update({ where: { filingId: id }, data: { wantedAt } })
    expect((await desk(id)).inspection).toEqual({ at: null, pending: false })
    while ((await inspectOutdated()) > 0);
    expect((await desk(id)).inspection.at).not.toBeNull()
  })

  it('nothing waits forever for a filing that is decided meanwhile', async () => {
    const { id } = await submitted()
    await db().filing.update({ where: { id }, data: { status: 'WITHDRAWN' } })
    while ((await inspectOutdated()) > 0);
    expect(await desk(id)).toMatchObject({ inspection: { at: null, pending: false } })
  })
})
