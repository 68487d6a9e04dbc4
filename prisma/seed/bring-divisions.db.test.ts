import { beforeAll, describe, expect, it } from 'vitest'
import { divisionRoutes } from '@/lib/features/division/routes'
import { machineRoutes } from '@/lib/features/machine/routes'
import { machineSearchPage } from '@/lib/features/machine/schema/search'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { bringDivisions, type DivisionEdition } from './bring-divisions'
import { readDivisions, readEndedDivisions } from './divisions'

const { searchMachines: machinesRoute } = machineRoutes
const { listDivisions: GET } = divisionRoutes

/** An invented edition of 2027: in 阜新 太平区 goes to 海州区, 新邱区 is split, 细河区 gets another name. */
const FOLLOWED = '210904'
const SPLIT = '210903'
const RENAMED = '210911'
const SUCCESSOR = '210902'

function edition(): DivisionEdition {
  const { former } = readEndedDivisions()
  const rows = readDivisions()
    .filter(({ code }) => code !== FOLLOWED && code !== SPLIT)
    .map((row) => (row.code === RENAMED ? { ...row, name: '新河区', fullName: '辽宁省 阜新市 新河区' } : row))
  const month = { seen: '2026-12', gone: '2027-06' }
  return {
    rows,
    former: [
      ...former,
      { code: FOLLOWED, name: '太平区', ...month, successors: [SUCCESSOR] },
      { code: RENAMED, name: '细河区', ...month, successors: [RENAMED] },
      { code: SPLIT, name: '新邱区', ...month, successors: [SUCCESSOR, '210921'] },
    ],
  }
}

const places = () =>
  db().machine.groupBy({
    by: ['districtCode'],
    where: { cityCode: '210900' },
    _count: true,
    orderBy: { districtCode: 'asc' },
  })

/** Sums after folding, and the full count, of the districts with machines. */
async function figures(): Promise<unknown[]> {
  await db().$queryRaw`SELECT fold_figures()::text`
  return db().$queryRaw`
    SELECT "areaCode", sum(count)::int AS n FROM machine_stock WHERE "areaCode" LIKE '2109%' GROUP BY 1 HAVING sum(count) <> 0 ORDER BY 1`
}

describe('a newer edition', () => {
  let reviewer: Record<string, string>
  const made: Record<string, Awaited<ReturnType<typeof makeFiling>>> = {}

  beforeAll(async () => {
    await makeSeries(db(), FOLLOWED)
    const staff = await staffSession(db(), 'REVIEWER', FOLLOWED)
    reviewer = staff.headers
    await db().watch.createMany({
      data: [FOLLOWED, SUCCESSOR].map((divisionCode) => ({
        staffId: staff.id,
        kind: 'OVERDUE_FILINGS' as const,
        divisionCode,
      })),
    })
    await db().savedSearch.createMany({
      data: [
        { staffId: staff.id, name: '本区', query: `stage=3&districtCode=${FOLLOWED}&fuelCode=DIESEL` },
        { staffId: staff.id, name: '号码', query: `text=${FOLLOWED}` },
      ],
    })
    made.approved = await makeFiling(db(), 'APPROVED', { districtCode: FOLLOWED })
    made.waiting = await makeFiling(db(), 'SUBMITTED', { districtCode: FOLLOWED })
    made.split = await makeFiling(db(), 'APPROVED', { districtCode: SPLIT })
    await db().setting.create({ data: { key: 'card-text', divisionCode: FOLLOWED, value: {} } })
    expect(await bringDivisions(db())).toEqual({ ended: [], moved: 0, open: [] })
  })

  it('ends what it lacks, moves what has one successor, and says what it left', async () => {
    const brought = await bringDivisions(db(), edition())
    expect(brought.ended).toEqual([SPLIT, FOLLOWED])
    expect(brought.open).toEqual([{ code: SPLIT, fullName: '辽宁省 阜新市 新邱区' }])
    expect(brought.moved).toBe(7)
    expect(await places()).toMatchObject([
      { districtCode: SUCCESSOR, _count: 1 },
      { districtCode: SPLIT, _count: 1 },
    ])
    expect(await figures()).toEqual([
      { areaCode: '210900', n: 2 },
      { areaCode: SUCCESSOR, n: 1 },
      { areaCode: SPLIT, n: 1 },
    ])
    const filing = await db().filing.findUniqueOrThrow({ where: { id: made.waiting?.id ?? '' } })
    expect([filing.districtCode, filing.status]).toEqual([SUCCESSOR, 'SUBMITTED'])
    expect(await db().numberSeries.count({ where: { divisionCode: FOLLOWED } })).toBe(0)
    expect(await db().bureau.count({ where: { divisionCode: FOLLOWED } })).toBe(0)
    expect(await db().setting.count({ where: { divisionCode: SUCCESSOR, key: 'card-text' } })).toBe(1)
    expect(await db().watch.count({ where: { divisionCode: SUCCESSOR } })).toBe(1)
    const searches = await db().savedSearch.findMany({ orderBy: { name: 'asc' } })
    expect(searches.map(({ query }) => query)).toEqual([
      `text=${FOLLOWED}`,
      `stage=3&districtCode=${SUCCESSOR}&fuelCode=DIESEL`,
    ])
  })

  it('each moved row has its line in the record', async () => {
    const lines = await db().auditEvent.findMany({
      where: {
        subjectId: { in: [made.approved?.machineId ?? '', made.waiting?.id ?? ''] },
        action: { endsWith: 'follow-division' },
      },
      orderBy: { action: 'asc' },
    })
    expect(lines).toMatchObject([
      {
        action: 'filing.follow-division',
        districtCode: SUCCESSOR,
        details: { from: FOLLOWED, to: SUCCESSOR },
      },
      {
        action: 'machine.follow-division',
        districtCode: SUCCESSOR,
        details: { from: FOLLOWED, to: SUCCESSOR },
      },
    ])
  })

  it('staff of the ended district go on, in today’s', async () => {
    const { status, body } = await callRoute(machinesRoute, { headers: reviewer })
    expect(status).toBe(200)
    expect(machineSearchPage.parse(body).data.map(({ id }) => id)).toEqual([made.approved?.machineId])
  })

  it('only present ones may be chosen, under their names of today', async () => {
    const { body } = await callRoute<{ data: { code: string; name: string }[] }>(GET, {
      query: { parent: '210900' },
    })
    const codes = body.data.map(({ code }) => code)
    expect(codes).toContain(SUCCESSOR)
    expect(codes).not.toContain(FOLLOWED)
    expect(codes).not.toContain(SPLIT)
    expect(body.data.find(({ code }) => code === RENAMED)?.name).toBe('新河区')
    const alone = await callRoute<{ data: unknown[] }>(GET, { query: { code: FOLLOWED } })
    expect(alone.body.data).toMatchObject([{ fullName: '辽宁省 阜新市 太平区', ended: true }])
  })

  it('run again it changes nothing; an older release that starts again revives nothing', async () => {
    expect(await bringDivisions(db(), edition())).toMatchObject({ ended: [], moved: 0 })
    await bringDivisions(db())
    expect(await db().division.count({ where: { validTo: { not: null } } })).toBe(2)
  })

  it('a code that goes to another place lets its machines go first', async () => {
    const filing = await makeFiling(db(), 'APPROVED', { districtCode: SPLIT })
    const given = edition()
    const rows = readDivisions().map((row) =>
      row.code === SPLIT ? { ...row, name: '新地区', fullName: '辽宁省 阜新市 新地区' } : row,
    )
    const former = given.former.map((each) =>
      each.code === SPLIT ? { ...each, successors: [SUCCESSOR] } : each,
    )
    await bringDivisions(db(), { rows, former })
    const machine = await db().machine.findUniqueOrThrow({ where: { id: filing.machineId ?? '' } })
    expect(machine.districtCode).toBe(SUCCESSOR)
    expect(await db().division.findUniqueOrThrow({ where: { code: SPLIT } })).toMatchObject({
      name: '新地区',
      validTo: null,
    })
  })
})

it('an installation of the release before: the statistics’ islands become 西沙区 and 南沙区', async () => {
  const islands = [
    ['460321', '西沙群岛', '460302'],
    ['460322', '南沙群岛', '460303'],
    ['460323', '中沙群岛的岛礁及其海域', '460302'],
  ] as const
  await db().division.createMany({
    data: islands.map(([code, name]) => ({
      code,
      name,
      fullName: `海南省 三沙市 ${name}`,
      parentCode: '460300',
      level: 3,
      leaf: true,
    })),
  })
  await db().division.deleteMany({ where: { code: { in: ['460302', '460303'] } } })
  const { machineId } = await makeFiling(db(), 'APPROVED', { districtCode: '460322' })
  expect(await bringDivisions(db())).toMatchObject({ ended: islands.map(([code]) => code) })
  for (const [code, , successorCode] of islands)
    expect(await db().division.findUniqueOrThrow({ where: { code } })).toMatchObject({ successorCode })
  const machine = await db().machine.findUniqueOrThrow({ where: { id: machineId ?? '' } })
  expect(machine.districtCode).toBe('460303')
})
