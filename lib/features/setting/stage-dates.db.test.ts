import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { settingRoutes } from '@/lib/features/setting/routes'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { findSetting } from './queries/settings'
import { SETTINGS } from './schema/settings'
import { STAGE_DATES, type StageDateRow, stageDates } from './schema/stage-dates'

const { clearRule: clear, setRule: set, getRules } = settingRoutes

const params = { key: 'stage-dates' }
const administrator = (division: string) => staffSession(db(), 'ADMINISTRATOR', division)
const rowsFor = async (division: string) => (await findSetting(db(), 'stage-dates', division)).rows
const change = (stage: string, fields: Partial<StageDateRow>) => ({
  rows: STAGE_DATES.rows.map((row) => (row.stage === stage ? { ...row, ...fields } : row)),
})

type Problem = { detail: string; errors?: { path: string }[] }
type Rules = { data: { key: string; value: unknown; setBy: string | null }[] }

test('the nation’s table applies everywhere, a city’s own takes precedence; each change is audited', async () => {
  const nation = await administrator('000000')
  const shenzhen = await administrator('440300')
  const national = change('1', { basis: '全国统一修订' })
  const local = change('4', { engineFrom: '2022-05-01', machineFrom: '2022-05-01', basis: '深圳市通告' })
  const made = await callRoute(set, { headers: nation.headers, params, body: { value: national } })
  expect([made.status, made.body]).toMatchObject([200, { value: national, setBy: '000000' }])
  await callRoute(set, { headers: shenzhen.headers, params, body: { value: local } })
  expect(await rowsFor('440305')).toEqual(local.rows)
  expect(await rowsFor('110101')).toEqual(national.rows)

  const { body } = await callRoute<Rules>(getRules, { headers: shenzhen.headers })
  expect(body.data.find(({ key }) => key === 'stage-dates')).toMatchObject({ value: local, setBy: '440300' })
  await callRoute(clear, { headers: shenzhen.headers, params })
  expect(await rowsFor('440305')).toEqual(national.rows)
  const events = await db().auditEvent.findMany({ where: { subjectId: 'stage-dates/440300' } })
  expect(events.map(({ action }) => action)).toEqual(['setting.set-rule', 'setting.clear-rule'])
  expect(events[0]?.details).toMatchObject({ before: national, after: local })
})

describe('an inconsistent table is refused by row and field', () => {
  const row = (fields: Partial<StageDateRow>): StageDateRow => ({
    stage: '3',
    fuel: 'DIESEL',
    powerFromKw: null,
    powerToKw: null,
    engineFrom: '2015-10-01',
    machineFrom: null,
    farmMachineFrom: null,
    basis: '某标准',
    ...fields,
  })
  it.each<[string, StageDateRow[], string | null]>([
    ['one stage twice', [row({}), row({ powerFromKw: 560 })], 'value.rows.1.stage'],
    ['bands that meet', [row({ powerToKw: 560 }), row({ powerFromKw: 559.9 })], 'value.rows.1.stage'],
    ['bands that touch', [row({ powerToKw: 560 }), row({ powerFromKw: 560 })], null],
    ['the same band of another fuel', [row({}), row({ fuel: 'GASOLINE' })], null],
    ['a band upside down', [row({ powerFromKw: 560, powerToKw: 37 })], 'value.rows.0.powerToKw'],
    [
      'a later stage before',
      [row({}), row({ stage: '4', engineFrom: '2015-10-01' })],
      'value.rows.1.engineFrom',
    ],
    [
      'machines out of order',
      [
        row({ machineFrom: '2016-04-01' }),
        row({ stage: '2', engineFrom: '2009-10-01', machineFrom: '2017-01-01' }),
      ],
      'value.rows.1.machineFrom',
    ],
    [
      'farm machines first',
      [row({ machineFrom: '2016-04-01', farmMachineFrom: '2016-03-01' })],
      'value.rows.0.farmMachineFrom',
    ],
    ['farm machines alone', [row({ farmMachineFrom: '2016-12-01' })], 'value.rows.0.farmMachineFrom'],
    ['no basis', [row({ basis: ' ' })], 'value.rows.0.basis'],
    ['no date', [row({ engineFrom: '' })], 'value.rows.0.engineFrom'],
    ['electric', [row({ fuel: 'ELECTRIC' })], 'value.rows.0.fuel'],
    ['a fuel in no list', [row({}), row({ fuel: 'COAL' })], 'value.rows.1.fuel'],
  ])('%s', async (_, rows, path) => {
    const { headers } = await administrator('000000')
    const call = { headers, params, body: { value: { rows } } }
    const { status, body } = await callRoute<Problem>(set, call)
    expect([status, body.errors?.[0]?.path ?? null]).toEqual([path ? 422 : 200, path])
    if (path) expect(body.detail).toMatch(/\p{Script=Han}/u)
  })
})

describe('the earlier format of the setting', () => {
  const diesel = [
    { stage: '1', engineFrom: '2007-10-01', machineFrom: null },
    { stage: '2', engineFrom: '2009-10-01', machineFrom: null },
    { stage: '3', engineFrom: '2015-10-01', machineFrom: '2016-04-01' },
    { stage: '4', engineFrom: '2022-05-01', machineFrom: '2022-05-01' },
  ]
  /** Stored dates in an order that can no longer be saved. */
  const disorder = [
    { stage: '3', engineFrom: '2009-01-01', machineFrom: '2016-04-01' },
    { stage: '2', engineFrom: '2009-10-01', machineFrom: '2010-01-01' },
  ]
  async function migrate() {
    const text = readFileSync('prisma/migrations/20261129000200_stage_dates/migration.sql', 'utf8')
    for (const sql of text.split(/;\n/).filter((part) => part.trim())) await db().$executeRawUnsafe(sql)
  }

  it('is still accepted: its dates, with the limit of 560 kW', async () => {
    const { headers } = await administrator('440300')
    expect((await callRoute(set, { headers, params, body: { value: { diesel } } })).status).toBe(200)
    const rows = await rowsFor('440300')
    expect(rows.slice(0, 3)).toEqual(STAGE_DATES.rows.slice(0, 3))
    expect(rows[3]).toMatchObject({ engineFrom: '2022-05-01', machineFrom: '2022-05-01', powerToKw: 560 })
  })

  it.each([
    ['dates of a city', diesel],
    ['dates out of order', disorder],
    ['none', []],
  ])('%s: the migration converts them like reading does', async (_, dates) => {
    const key = { key: 'stage-dates', divisionCode: '130200' }
    const where = { key_divisionCode: key }
    await db().setting.upsert({
      where,
      create: { ...key, value: { diesel: dates } },
      update: { value: { diesel: dates } },
    })
    const read = await rowsFor('130200')
    expect(read.map(({ stage, engineFrom, machineFrom }) => ({ stage, engineFrom, machineFrom }))).toEqual(
      dates,
    )
    await migrate()
    const { value } = await db().setting.findUniqueOrThrow({ where })
    expect(value).toEqual({ rows: read })
    expect(stageDates.parse(value).rows).toEqual(read)
  })

  it('the migration does not change a current table, and renames X unless it was renamed', async () => {
    const value = change('3', { basis: '自己的' })
    const where = { list_code: { list: 'STAGE', code: 'X' } } as const
    const key = { key: 'stage-dates', divisionCode: '130300' }
    await db().setting.create({ data: { ...key, value } })
    await db().listItem.update({ where, data: { name: '无法确定' } })
    await migrate()
    expect((await db().setting.findUniqueOrThrow({ where: { key_divisionCode: key } })).value).toEqual(value)
    expect((await db().listItem.findUniqueOrThrow({ where })).name).toBe('无排放阶段（或无法确定）')
    await db().listItem.update({ where, data: { name: '无阶段' } })
    await migrate()
    expect((await db().listItem.findUniqueOrThrow({ where })).name).toBe('无阶段')
  })
})

test('the defaults can be saved unchanged', () => {
  expect(SETTINGS['stage-dates'].saved.parse(STAGE_DATES)).toEqual(STAGE_DATES)
})
