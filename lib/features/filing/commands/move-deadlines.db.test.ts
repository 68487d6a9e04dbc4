import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PUBLIC_HOLIDAYS } from '@/lib/core/holidays'
import { filingRoutes } from '@/lib/features/filing/routes'
import { deadlineQueue } from '@/lib/features/setting/commands/deadlines'
import { settingRoutes } from '@/lib/features/setting/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { DeadlineMoves } from '../schema/deadline'
import { moveDeadlines } from './move-deadlines'

const { previewDeadlines: preview } = filingRoutes
const { clearRule: clear, setRule: set } = settingRoutes

/** A Monday morning in China. */
const MONDAY = new Date('2026-11-23T01:00:00Z')
const dueOf = async (id: string) => {
  const { warnAt, dueAt, version, updatedAt } = await db().filing.findUniqueOrThrow({ where: { id } })
  return { warn: warnAt?.toISOString(), due: dueAt?.toISOString(), version, updatedAt }
}
const file = async (status: Parameters<typeof makeFiling>[1], districtCode = '110101') =>
  (await makeFiling(db(), status, { districtCode, submittedAt: MONDAY })).id

let beijing: StaffSession
let dongcheng: StaffSession
const calendarWith = (holidays: string[], workdays: string[] = []) => ({
  holidays: [...PUBLIC_HOLIDAYS.holidays, ...holidays],
  workdays: [...PUBLIC_HOLIDAYS.workdays, ...workdays],
})
const put = (staff: StaffSession, key: string, value: unknown) =>
  callRoute(set, { headers: staff.headers, params: { key }, body: { value } })
const look = async (staff: StaffSession, key: string, value: unknown) =>
  callRoute<DeadlineMoves>(preview, { headers: staff.headers, params: { key }, body: { value } })

beforeAll(async () => {
  beijing = await staffSession(db(), 'ADMINISTRATOR', '110000')
  dongcheng = await staffSession(db(), 'ADMINISTRATOR', '110101')
})

describe('when the rules of deadlines change', () => {
  let open: string[]
  let closed: string[]
  let tangshan: string

  beforeEach(async () => {
    await db().setting.deleteMany()
    const none = { claimedById: null, claimedAt: null, claimExpiresAt: null }
    await db().filing.updateMany({
      where: { status: { in: ['SUBMITTED', 'IN_REVIEW'] } },
      data: { status: 'WITHDRAWN', ...none },
    })
    open = [await file('SUBMITTED'), await file('IN_REVIEW', '110108')]
    closed = [await file('RETURNED'), await file('APPROVED'), await file('DECLINED'), await file('WITHDRAWN')]
    tangshan = await file('SUBMITTED', '130202')
    await moveDeadlines('000000')
  })

  it('open filings of the area get the deadline of the new calendar; all others keep theirs', async () => {
    const before = await Promise.all([...closed, tangshan].map(dueOf))
    const seen = await dueOf(open[0] ?? '')
    expect(seen).toMatchObject({ warn: '2026-11-26T16:00:00.000Z', due: '2026-11-30T16:00:00.000Z' })
    const value = calendarWith(['2026-11-25'], ['2026-11-28'])
    expect((await look(beijing, 'calendar', value)).body).toMatchObject({ earlier: 0, later: 0, warned: 2 })
    const longer = calendarWith(['2026-11-25', '2026-11-30'])
    const preview = await look(beijing, 'calendar', longer)
    expect([preview.status, preview.body]).toEqual([
      200,
      { open: preview.body.open, earlier: 0, later: 2, warned: 0 },
    ])
    expect((await put(beijing, 'calendar', longer)).status).toBe(200)
    // The job that the change enqueued in its own transaction.
    const jobs = await db().$queryRaw<{ data: unknown }[]>`
      SELECT data FROM pgboss.job WHERE name = ${deadlineQueue.name} AND state < 'active'`
    expect(jobs).toContainEqual({ data: { divisionCode: '110000' } })
    expect((await look(beijing, 'calendar', longer)).body).toMatchObject({ later: 2 })
    expect(await moveDeadlines('110000')).toBe(2)
    for (const id of open)
      expect(await dueOf(id)).toMatchObject({
        warn: '2026-11-27T16:00:00.000Z',
        due: '2026-12-02T16:00:00.000Z',
      })
    // An officer who has it open can still decide: its version is unchanged.
    expect((await dueOf(open[0] ?? '')).version).toBe(seen.version)
    expect(await Promise.all([...closed, tangshan].map(dueOf))).toEqual(before)
    const event = await db().auditEvent.findFirstOrThrow({
      where: { action: 'filing.move-deadlines' },
      orderBy: { id: 'desc' },
    })
    expect(event).toMatchObject({ actorKind: 'SYSTEM', districtCode: '110000', details: { moved: 2 } })
    expect(await moveDeadlines('110000')).toBe(0)
    expect((await look(beijing, 'calendar', longer)).body).toMatchObject({ earlier: 0, later: 0, warned: 0 })
  })

  it('a narrower rule stands against a wider one, and its end lets the wider one hold', async () => {
    await put(dongcheng, 'review-deadline', { days: 2, warnDays: 1, claimMinutes: 30 })
    await put(beijing, 'review-deadline', { days: 10, warnDays: 8, claimMinutes: 30 })
    expect(await moveDeadlines('110000')).toBe(2)
    expect(await Promise.all(open.map(async (id) => (await dueOf(id)).due))).toEqual([
      '2026-11-25T16:00:00.000Z',
      '2026-12-07T16:00:00.000Z',
    ])
    expect((await look(dongcheng, 'review-deadline', null)).body).toMatchObject({ later: 1, earlier: 0 })
    await callRoute(clear, { headers: dongcheng.headers, params: { key: 'review-deadline' } })
    expect(await moveDeadlines('110101')).toBe(1)
    expect((await dueOf(open[0] ?? '')).due).toBe('2026-12-07T16:00:00.000Z')
  })

  it('twice at once moves each filing once; a filing decided meanwhile keeps its deadline', async () => {
    for (let n = 0; n < 20; n++) await file('SUBMITTED', n % 2 === 0 ? '110101' : '110105')
    await put(beijing, 'review-deadline', { days: 7, warnDays: 3, claimMinutes: 30 })
    const [held = '', other = ''] = open
    const before = await dueOf(held)
    const moving = db().$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE filing SET status = 'WITHDRAWN', version = version + 1 WHERE id = ${held}::uuid`
      const runs = [moveDeadlines('110000'), moveDeadlines('110100'), moveDeadlines('110000')]
      return { runs: Promise.all(runs) }
    })
    const counts = await (await moving).runs
    expect(counts.reduce((sum, count) => sum + count)).toBe(21)
    expect((await dueOf(held)).due).toBe(before.due)
    expect((await dueOf(other)).due).toBe('2026-12-02T16:00:00.000Z')
  })

  it('a preview of what cannot be set says why, and changes nothing', async () => {
    const wrong = await look(beijing, 'review-deadline', { days: 2, warnDays: 3, claimMinutes: 30 })
    expect([wrong.status, wrong.body]).toMatchObject([422, { errors: [{ path: 'value.warnDays' }] }])
    expect((await look(beijing, 'card-text', null)).status).toBe(404)
    expect(await db().setting.count()).toBe(0)
  })
})
