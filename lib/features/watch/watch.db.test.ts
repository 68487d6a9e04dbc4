import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { watchRoutes } from '@/lib/features/watch/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { makeStaff } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { findAlerts } from './commands/find-alerts'
import { type Alert, WATCH_KINDS, type Watch, type WatchKind } from './schema'

const {
  putAside: PUT_ASIDE,
  takeBack: TAKE_BACK,
  listAlerts: ALERTS,
  removeWatch: REMOVE,
  addWatches: ADD,
  listWatches: WATCHES,
} = watchRoutes

type Watches = { data: Watch[]; errors?: { path: string }[] }

const DAY = 86_400_000
let supervisor: StaffSession
let stranger: StaffSession

const add = (who: StaffSession, body: object) => callRoute<Watches>(ADD, { body, headers: who.headers })
const watches = async (who: StaffSession) =>
  (await callRoute<Watches>(WATCHES, { headers: who.headers })).body.data
async function alerts(who: StaffSession, kind: WatchKind, aside = false): Promise<Alert[]> {
  const query = { aside: String(aside), limit: '100' }
  const { status, body } = await callRoute<{ data: Alert[] }>(ALERTS, { query, headers: who.headers })
  expect(status).toBe(200)
  return body.data.filter((each) => each.kind === kind)
}
const aside = (who: StaffSession, id: string) =>
  callRoute(PUT_ASIDE, { params: { id }, headers: who.headers })
const takeBack = (who: StaffSession, id: string) =>
  callRoute(TAKE_BACK, { params: { id }, headers: who.headers })

const overdue = (districtCode: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, () =>
      makeFiling(db(), 'SUBMITTED', { districtCode, submittedAt: new Date(Date.now() - 20 * DAY) }),
    ),
  )
const setRules = (divisionCode: string, value: object) =>
  db().setting.create({ data: { key: 'watch-rules', divisionCode, value: { ...RULES, ...value } } })
const RULES = {
  overdueFilings: 5,
  reviewerDecisions: 20,
  quickSeconds: 20,
  quickPercent: 80,
  returnFactor: 3,
  samePhotoFilings: 2,
}

beforeAll(async () => {
  supervisor = await staffSession(db(), 'SUPERVISOR', '110000')
  stranger = await staffSession(db(), 'SUPERVISOR', '130200')
  for (const who of [supervisor, stranger]) {
    expect(await add(who, { kinds: WATCH_KINDS })).toMatchObject({ status: 201 })
  }
})
// Each test starts with nothing overdue and the default rules.
beforeEach(async () => {
  await db().filing.updateMany({ where: { status: 'SUBMITTED' }, data: { status: 'WITHDRAWN' } })
  await db().setting.deleteMany({ where: { key: 'watch-rules' } })
})

describe('a subscription', () => {
  it('is for a kind in the actor’s area or a part of it, unique, and private', async () => {
    const who = await staffSession(db(), 'SUPERVISOR', '110000')
    expect(await watches(who)).toEqual([])
    const body = { kinds: ['SAME_PHOTO'], divisionCode: '110101' }
    await Promise.all([1, 2, 3].map(() => add(who, body)))
    const [only, ...others] = await watches(who)
    expect([only?.divisionName, others.length]).toEqual(['北京市 东城区', 0])
    for (const divisionCode of ['130200', '000000', '119999']) {
      const outside = await add(who, { ...body, divisionCode })
      expect([outside.status, outside.body.errors?.[0]?.path]).toEqual([422, 'divisionCode'])
    }
    const params = { id: only?.id ?? '' }
    await callRoute(REMOVE, { params, headers: supervisor.headers })
    expect(await db().watch.count({ where: { id: params.id } })).toBe(1)
    expect((await callRoute(REMOVE, { params, headers: who.headers })).status).toBe(204)
    expect(await watches(who)).toEqual([])
    const events = await db().auditEvent.findMany({ where: { subjectId: who.id, actorId: who.id } })
    expect(events.map(({ action }) => action)).toEqual(['watch.add', 'watch.remove'])
  })
})

describe('overdue filings', () => {
  it('appear from the rule’s threshold on, grow, and end', async () => {
    const filings = await overdue('110101', 4)
    await findAlerts()
    expect(await alerts(supervisor, 'OVERDUE_FILINGS')).toEqual([])
    filings.push(...(await overdue('110101', 1)))
    await findAlerts()
    const [alert] = await alerts(supervisor, 'OVERDUE_FILINGS')
    expect(alert).toMatchObject({ divisionCode: '110101', urgency: 2 })
    expect(alert?.sentence).toMatch(/^5 件登记超过审核期限/)
    expect(await alerts(stranger, 'OVERDUE_FILINGS')).toEqual([])
    filings.push(...(await overdue('110101', 10)))
    await findAlerts()
    expect(await alerts(supervisor, 'OVERDUE_FILINGS')).toMatchObject([{ id: alert?.id, urgency: 3 }])
    const ids = filings.slice(3).map(({ id }) => id)
    await db().filing.updateMany({ where: { id: { in: ids } }, data: { status: 'WITHDRAWN' } })
    await findAlerts()
    expect(await alerts(supervisor, 'OVERDUE_FILINGS')).toEqual([])
    const ended = await db().alert.findUniqueOrThrow({ where: { id: alert?.id } })
    expect(ended.endedAt).not.toBeNull()
  })

  it('follow the rule of the area', async () => {
    await setRules('110101', { overdueFilings: 2 })
    await overdue('110101', 2)
    await overdue('110105', 2)
    await findAlerts()
    const found = await alerts(supervisor, 'OVERDUE_FILINGS')
    expect(found.map(({ divisionCode }) => divisionCode)).toEqual(['110101'])
  })

  it('are one alert, even if several processes check at once', async () => {
    await overdue('110105', 6)
    await Promise.all([1, 2, 3, 4].map(() => findAlerts()))
    await findAlerts()
    const open = { kind: 'OVERDUE_FILINGS', subject: '110105', endedAt: null } as const
    expect(await db().alert.count({ where: open })).toBe(1)
  })

  it('are reported only for the watched part and kinds', async () => {
    const who = await staffSession(db(), 'SUPERVISOR', '110000')
    await overdue('110101', 5)
    await overdue('110105', 5)
    await findAlerts()
    expect(await alerts(who, 'OVERDUE_FILINGS')).toEqual([])
    await add(who, { kinds: ['OVERDUE_FILINGS'], divisionCode: '110105' })
    expect(await alerts(who, 'OVERDUE_FILINGS')).toMatchObject([{ divisionCode: '110105' }])
    // After a move to another city's bureau the old subscription shows nothing more.
    const { bureauId } = await makeStaff(db(), 'SUPERVISOR', '130200')
    await db().staff.update({ where: { id: who.id }, data: { bureauId } })
    expect(await alerts(who, 'OVERDUE_FILINGS')).toEqual([])
  })

  it('that were hidden come back when they grow or are shown again', async () => {
    await overdue('110106', 5)
    await findAlerts()
    const [alert] = await alerts(supervisor, 'OVERDUE_FILINGS')
    const id = alert?.id ?? ''
    expect((await aside(stranger, id)).status).toBe(404)
    expect((await aside(supervisor, id)).status).toBe(204)
    expect(await alerts(supervisor, 'OVERDUE_FILINGS')).toEqual([])
    expect(await alerts(supervisor, 'OVERDUE_FILINGS', true)).toMatchObject([{ id, aside: true }])
    await takeBack(supervisor, id)
    expect(await alerts(supervisor, 'OVERDUE_FILINGS')).toMatchObject([{ id }])
    await aside(supervisor, id)
    await overdue('110106', 1)
    await findAlerts()
    expect(await alerts(supervisor, 'OVERDUE_FILINGS')).toEqual([])
    await overdue('110106', 2)
    await findAlerts()
    expect(await alerts(supervisor, 'OVERDUE_FILINGS')).toMatchObject([{ id }])
  })
})

describe('a series', () => {
  it('is reported while it is low and no other of the division has enough numbers', async () => {
    const series = await makeSeries(db(), '110107', { lastSerial: 100, nextSerial: 96, warnBelow: 10 })
    await findAlerts()
    expect(await alerts(supervisor, 'SERIES_NEARLY_EMPTY')).toMatchObject([
      { urgency: 2, sentence: `号段 ${series.prefix} 只剩 5 个号码，低于预警数量 10` },
    ])
    expect(await alerts(stranger, 'SERIES_NEARLY_EMPTY')).toEqual([])
    await db().numberSeries.update({ where: { id: series.id }, data: { nextSerial: 101 } })
    await findAlerts()
    expect(await alerts(supervisor, 'SERIES_NEARLY_EMPTY')).toMatchObject([{ urgency: 3 }])
    await makeSeries(db(), '110107')
    await findAlerts()
    expect(await alerts(supervisor, 'SERIES_NEARLY_EMPTY')).toEqual([])
  })
})

describe('a reviewer', () => {
  type Decisions = {
    staffId: string
    count: number
    seconds: number
    returned?: number
    districtCode?: string
  }
  /** Only decisions matter here, not their filings. */
  async function decide({ staffId, count, seconds, returned = 0, districtCode = '110101' }: Decisions) {
    for (let index = 0; index < count; index++) {
      const at = new Date()
      await makeFiling(db(), index < returned ? 'RETURNED' : 'DECLINED', {
        districtCode,
        reviewerId: staffId,
        slots: [],
        submittedAt: new Date(at.getTime() - DAY),
        story: { claimedAt: new Date(at.getTime() - seconds * 1000), reviewedAt: at },
      })
    }
  }
  const reviewer = async (code = '110101') => (await makeStaff(db(), 'REVIEWER', code)).id

  it('whose share of returns deviates from the others’ is reported by name', async () => {
    const [usual, strict] = [await reviewer(), await reviewer()]
    await decide({ staffId: usual, count: 30, seconds: 300, returned: 3 })
    await decide({ staffId: strict, count: 19, seconds: 300, returned: 15 })
    await findAlerts()
    expect(await alerts(supervisor, 'UNUSUAL_REVIEWER')).toEqual([])
    await decide({ staffId: strict, count: 1, seconds: 300 })
    await findAlerts()
    // With two reviewers who differ, each deviates from the other.
    const found = await alerts(supervisor, 'UNUSUAL_REVIEWER')
    const alert = found.find(({ staffId }) => staffId === strict)
    const { name } = await db().staff.findUniqueOrThrow({ where: { id: strict } })
    expect(alert).toMatchObject({
      staffId: strict,
      sentence: `${name}近 30 日办理 20 件：退回率 75%，同地区其他人员为 10%`,
    })
    expect(await alerts(stranger, 'UNUSUAL_REVIEWER')).toEqual([])
  })

  it('who approves seconds after the claim is reported', async () => {
    const hasty = await reviewer('130203')
    for (let index = 0; index < 20; index++) {
      const at = new Date()
      const story = { claimedAt: new Date(at.getTime() - (index < 16 ? 5 : 90) * 1000), reviewedAt: at }
      const submittedAt = new Date(at.getTime() - DAY)
      const seed = { districtCode: '130203', reviewerId: hasty, slots: [], submittedAt, story }
      await makeFiling(db(), 'APPROVED', seed)
    }
    await findAlerts()
    const [alert] = await alerts(stranger, 'UNUSUAL_REVIEWER')
    expect(alert).toMatchObject({ staffId: hasty, divisionCode: '130203' })
    expect(alert?.sentence).toContain('通过的 20 件中有 16 件在领取后 20 秒内通过')
    await setRules('130200', { quickSeconds: 5 })
    await findAlerts()
    expect(await alerts(stranger, 'UNUSUAL_REVIEWER')).toEqual([])
  })
})
