import { beforeAll, describe, expect, it } from 'vitest'
import { machineRoutes } from '@/lib/features/machine/routes'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { makeManyMachines } from '@/testing/many-machines'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { type MachineSearchPage, machineSearchPage } from '../../schema/search'
import { rareTrigrams } from './rare-trigrams'

const { searchMachines: GET } = machineRoutes

const MANY = 3000
const sessions: Record<string, StaffSession> = {}

beforeAll(async () => {
  await makeManyMachines(db(), MANY)
  for (const area of ['000000', '110000', '130000', '130200', '130202', '441900'])
    sessions[area] = await staffSession(db(), 'SUPERVISOR', area)
})

type Query = Record<string, string>

async function search(area: string, query: Query = {}): Promise<MachineSearchPage> {
  const { status, body } = await callRoute(GET, { query, headers: sessions[area]?.headers })
  expect(status, JSON.stringify(body)).toBe(200)
  return machineSearchPage.parse(body)
}

/** The ids of all pages of a search. */
async function walkAll(area: string, query: Query): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await search(area, {
      limit: '100',
      ...query,
      ...(cursor ? { cursor, withTotal: 'false' } : {}),
    })
    ids.push(...page.data.map(({ id }) => id))
    if (page.nextCursor === null) return ids
    cursor = page.nextCursor
  }
}

/** The expected result of a search, by reading every row. */
async function expectedIds(condition: string, order = '"registeredAt" DESC, id DESC'): Promise<string[]> {
  const rows = await db().$queryRawUnsafe<{ id: string }[]>(
    `SELECT m.id FROM (SELECT m.*, a.name AS "ownerName" FROM machine m JOIN account a ON a.id = m."ownerId") m
     WHERE ${condition} ORDER BY ${order}`,
  )
  return rows.map(({ id }) => id)
}

const FILTERS: [string, Query, string][] = [
  ['nothing', {}, 'TRUE'],
  ['category', { categoryCode: 'LOADER' }, `"categoryCode" = 'LOADER'`],
  ['stage', { stage: 'D' }, `"emissionStage" = 'D'`],
  [
    'category and stage',
    { categoryCode: 'CRANE', stage: '3' },
    `"categoryCode" = 'CRANE' AND "emissionStage" = '3'`,
  ],
  [
    'fuel, place and status',
    { fuelCode: 'ELECTRIC', placeCode: 'PORT', status: 'REVOKED' },
    `"fuelCode" = 'ELECTRIC' AND "placeCode" = 'PORT' AND status = 'REVOKED'`,
  ],
  ['several stages', { stage: '1,2,D' }, `"emissionStage" IN ('1', '2', 'D')`],
  ['several categories', { categoryCode: 'CRANE,LOADER' }, `"categoryCode" IN ('CRANE', 'LOADER')`],
  [
    'several of each',
    { categoryCode: 'CRANE,LOADER', stage: '1,2', fuelCode: 'DIESEL,ELECTRIC', status: 'REVOKED,CANCELLED' },
    `"categoryCode" IN ('CRANE', 'LOADER') AND "emissionStage" IN ('1', '2') AND status IN ('REVOKED', 'CANCELLED')`,
  ],
  ['power from', { minKw: '180' }, `(content #>> '{engine,ratedPowerKw}')::numeric >= 180`],
  [
    'power between, and a stage',
    { minKw: '20.5', maxKw: '75', stage: '2,3' },
    `(content #>> '{engine,ratedPowerKw}')::numeric BETWEEN 20.5 AND 75 AND "emissionStage" IN ('2', '3')`,
  ],
  [
    'power and a name',
    { maxKw: '37', q: '建筑' },
    `(content #>> '{engine,ratedPowerKw}')::numeric <= 37 AND "ownerName" LIKE '%建筑%'`,
  ],
  ['a brand', { q: '徐工' }, `content #>> '{machine,brand}' LIKE '徐工%'`],
  ['a brand of letters', { q: 'cat' }, `content #>> '{machine,brand}' = 'Cat'`],
  ['a category by its name', { q: '起重机' }, `"categoryCode" = 'CRANE'`],
  ['a category by a part of its name', { q: '挖掘' }, `"categoryCode" = 'EXCAVATOR'`],
  [
    'a brand and a category',
    { q: '卡特彼勒', categoryCode: 'LOADER' },
    `content #>> '{machine,brand}' = '卡特彼勒' AND "categoryCode" = 'LOADER'`,
  ],
  [
    'a brand and a plate',
    { q: '徐工 京A' },
    `content #>> '{machine,brand}' LIKE '徐工%' AND plate LIKE '京A%'`,
  ],
  [
    'a serial before a brand',
    { q: 'SD16000　卡特彼勒' },
    `content #>> '{machine,serial}' LIKE 'SD-16000%' AND content #>> '{machine,brand}' = '卡特彼勒'`,
  ],
  [
    'a brand, a category and an owner',
    { q: '徐工 起重机 建筑', stage: '1,2' },
    `content #>> '{machine,brand}' LIKE '徐工%' AND "categoryCode" = 'CRANE' AND "ownerName" LIKE '%建筑%'
      AND "emissionStage" IN ('1', '2')`,
  ],
  [
    'a brand of letters and a short code',
    { q: 'cat 7' },
    `content #>> '{machine,brand}' = 'Cat' AND "searchText" LIKE '%7%'`,
  ],
  ['a category and a person', { q: '起重机 王伟' }, `"categoryCode" = 'CRANE' AND "ownerName" = '王伟'`],
  ['year', { madeIn: '2015' }, `"manufacturedYear" = 2015`],
  ['no year', { madeIn: '0', status: 'ACTIVE' }, `"manufacturedYear" IS NULL AND status = 'ACTIVE'`],
  [
    'days in China',
    { from: '2020-03-01', to: '2020-06-30' },
    `"registeredAt" >= '2020-03-01 00:00+08' AND "registeredAt" < '2020-07-01 00:00+08'`,
  ],
  ['a name of two characters', { q: '建筑' }, `"ownerName" LIKE '%建筑%'`],
  [
    'a name and a category',
    { q: '租赁', categoryCode: 'EXCAVATOR' },
    `"ownerName" LIKE '%租赁%' AND "categoryCode" = 'EXCAVATOR'`,
  ],
  ['a longer name', { q: '鑫建筑工程' }, `"ownerName" LIKE '%鑫建筑工程%'`],
  ['a name with brackets', { q: '建设(集团)有限' }, `"ownerName" LIKE '%建设（集团）有限%'`],
  ['a part of a serial', { q: 'sd-1600 1' }, `"searchText" LIKE '%SD16001%'`],
  ['a part and a stage', { q: 'WP000', stage: '2' }, `"searchText" LIKE '%WP000%' AND "emissionStage" = '2'`],
  ['a plate', { q: '京A·000' }, `plate LIKE '京A·000%'`],
  ['three characters', { q: '007' }, `"searchText" LIKE '%007%'`],
]

const AREAS: [string, string][] = [
  ['000000', 'TRUE'],
  ['130000', `"provinceCode" = '130000'`],
  ['130200', `"cityCode" = '130200'`],
  ['130202', `"districtCode" = '130202'`],
  ['441900', `"cityCode" = '441900'`],
]

describe.each(AREAS)('in %s', (area, where) => {
  it.each(FILTERS)('finds by %s, in order, with the right total', async (_, query, condition) => {
    const all = await expectedIds(`${where} AND ${condition}`)
    expect(await walkAll(area, query)).toEqual(all)
    expect((await search(area, { ...query, limit: '1' })).total).toEqual({
      value: all.length,
      relation: 'eq',
    })
  })

  it.each([
    ['number', '"numberBody", id'],
    ['-number', '"numberBody" DESC, id DESC'],
    ['registeredAt', '"registeredAt", id'],
  ])('sorts by %s', async (sort, order) => {
    expect(await walkAll(area, { sort })).toEqual(await expectedIds(where, order))
    const narrow = { sort, categoryCode: 'CRANE', q: '有限' }
    expect(await walkAll(area, narrow)).toEqual(
      await expectedIds(`${where} AND "categoryCode" = 'CRANE' AND "ownerName" LIKE '%有限%'`, order),
    )
  })
})

describe('what one text may mean', () => {
  it('is told, and chosen by `as`', async () => {
    const found = await search('000000', { q: '建筑' })
    expect(found).toMatchObject({ meaning: 'NAME', tried: ['NAME'], others: [] })
    const machine = await db().machine.findFirstOrThrow({ where: { cityCode: '441900' } })
    const content = {
      ...Object(machine.content),
      machine: { ...Object(machine.content).machine, brand: '建筑牌' },
    }
    await db().machine.update({ where: { id: machine.id }, data: { content } })
    expect((await search('000000', { q: '建筑' })).others).toEqual(['BRAND'])
    expect((await search('000000', { q: '建筑', as: 'BRAND' })).data.map(({ id }) => id)).toEqual([
      machine.id,
    ])
    await db().machine.update({ where: { id: machine.id }, data: { content: Object(machine.content) } })
  })

  it('is what was looked at, where nothing was found', async () => {
    expect(await search('130202', { q: '没有这个词' })).toMatchObject({ data: [], tried: ['NAME', 'BRAND'] })
    expect(await search('130202', { q: 'ZZZZZ' })).toMatchObject({ data: [], tried: ['LETTERS', 'BRAND'] })
    expect(await search('130202', { q: '13900009999' })).toMatchObject({ data: [], tried: ['PHONE', 'CODE'] })
    expect(await search('130202', { q: '起重机', categoryCode: 'LOADER' })).toMatchObject({
      data: [],
      tried: ['CATEGORY', 'NAME', 'BRAND'],
    })
  })

  it('refuses values that are none', async () => {
    const wrong: Query[] = [
      { stage: '1,,2' },
      { stage: '9' },
      { status: 'GONE' },
      { minKw: 'much' },
      { as: 'CODE' },
    ]
    for (const query of wrong) {
      const { status } = await callRoute(GET, { query, headers: sessions['000000']?.headers })
      expect(status, JSON.stringify(query)).toBe(400)
    }
  })
})

describe('words divided by blanks', () => {
  it('are tried after the whole text, and all must fit', async () => {
    const found = await search('000000', { q: '卡特彼勒 SD1600' })
    expect(found).toMatchObject({ meaning: 'WORDS', tried: ['NAME', 'BRAND', 'CODE', 'WORDS'] })
    const nobody = { q: '徐工 没有这个词' }
    expect(await search('130000', nobody)).toMatchObject({ data: [], tried: ['NAME', 'BRAND', 'WORDS'] })
    const inCountry = await callRoute(GET, { query: nobody, headers: sessions['000000']?.headers })
    expect(inCountry.status).toBe(422)
    // A phone or ID number is looked up on record, as a whole text only.
    expect((await search('000000', { q: '徐工 13900009999' })).tried).not.toContain('WORDS')
  })
})

describe('the trigrams that are looked up in the index', () => {
  it('are the rarest of a part', async () => {
    // Every serial here starts with SD16 and 000 or 001; 9 and 7 are rarer than these.
    expect(await rareTrigrams('SD16000297', 2)).toEqual(expect.arrayContaining(['297', '029']))
    expect(await rareTrigrams('SD16000297', 4)).not.toContain('D16')
  })

  it('are all those of a short part', async () => {
    expect(await rareTrigrams('007', 2)).toEqual(['007'])
    expect(await rareTrigrams('SD16', 2)).toEqual(['SD1', 'D16'])
    expect(await rareTrigrams('0000', 2)).toEqual(['000'])
  })

  it('are the outermost if all are equally rare', async () => {
    expect(await rareTrigrams('ZYXWVUT', 2)).toEqual(['ZYX', 'VUT'])
  })
})
