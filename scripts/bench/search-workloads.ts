/** The questions of a supervisor's day, each asked of other machines every time. */
import type pg from 'pg'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { encodeCursor } from '@/lib/core/cursor'
import { idAt } from '../scale/id-at'

export interface Question {
  title: string
  /** Of the API, with what is asked. */
  paths: string[]
}

const ASKED = 120
/** Figures are many statements each, and no search. */
const FIGURES = 48
const PAGE = 50
const DEEP_PAGE = 2000
const CITY = '130200'
const PROVINCE = '130000'
/** The largest: of a million machines about a hundred thousand. */
const BIG_PROVINCE = '440000'
/** Common and rare, people's and firms'. */
const NAMES = ['张伟', '王芳', '李军', '刘洋', '陈静', '国强', '建国', '恒盛', '宏达', '物流', '建设', '机械']

const search = (query: Record<string, string>) =>
  `/api/console/machines?${new URLSearchParams({ limit: String(PAGE), ...query })}`

const repeat = (paths: string[], times = ASKED) =>
  Array.from({ length: times }, (_, index) => paths[index % paths.length] ?? '')

async function column(client: pg.Client, sql: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await client.query<{ value: string }>(sql, values)
  if (rows.length === 0) throw new Error(`nothing to ask for: ${sql}`)
  return rows.map(({ value }) => value)
}

/** Machines spread over the whole table: a sample of blocks would give neighbours. */
const SAMPLE = (expression: string, where = 'TRUE') =>
  `SELECT ${expression} AS value FROM machine m WHERE id IN (
     SELECT (SELECT id FROM machine WHERE id >= g.id ORDER BY id LIMIT 1)
     FROM (SELECT ${idAt(`now() - interval '1 day' * (1 + n * 2600 / ${ASKED})`)} AS id FROM generate_series(1, ${ASKED}) n) g) AND ${where}`

const WHOLE_SERIAL = `length(m."machineSerial") >= 8`

/** Where page 2,000 begins, or the last whole page of fewer. @param provinceCode of this province's machines */
async function deepPage(client: pg.Client, provinceCode?: string): Promise<{ page: string; cursor: string }> {
  const of = `FROM machine WHERE "provinceCode" = coalesce($1, "provinceCode")`
  const [count = '0'] = await column(client, `SELECT count(*)::text AS value ${of}`, [provinceCode])
  const page = Math.min(DEEP_PAGE, Math.floor(Number(count) / PAGE))
  const { rows } = await client.query<{ at: Date; id: string }>(
    `SELECT "registeredAt" AS at, id ${of} ORDER BY "registeredAt" DESC, id DESC OFFSET $2 LIMIT 1`,
    [provinceCode, PAGE * (page - 1) - 1],
  )
  const [row] = rows
  if (!row) throw new Error(`there is no page ${page}`)
  return { page: page.toLocaleString('en'), cursor: encodeCursor([row.at.toISOString(), row.id]) }
}

/** The page of the figures asks both. */
function figures(cities: string[]): Question[] {
  const of = (kind: string, areas: string[]) =>
    repeat(
      areas.map((areaCode) => `/api/console/reports/${kind}?areaCode=${areaCode}`),
      FIGURES,
    )
  return [
    { title: 'figures: stock of the country', paths: of('stock', [WHOLE_COUNTRY]) },
    { title: 'figures: stock of a city', paths: of('stock', cities) },
    { title: 'figures: review of the country', paths: of('review', [WHOLE_COUNTRY]) },
    { title: 'figures: review of a city', paths: of('review', cities) },
  ]
}

/** @param client of the filled database */
export async function questions(client: pg.Client): Promise<Question[]> {
  const categories = ['EXCAVATOR', 'FORKLIFT', 'LOADER', 'CRANE']
  const stages = ['2', '3', '4']
  const kinds = categories.flatMap((categoryCode) => stages.map((stage) => ({ categoryCode, stage })))
  const cities = await column(
    client,
    `SELECT trim("areaCode") AS value FROM machine_stock WHERE "areaCode" LIKE '____00' AND "areaCode" NOT LIKE '__0000'
     GROUP BY 1 ORDER BY sum(count) DESC LIMIT 40`,
  )
  // The city of Shanghai's districts is a code without a division: its figures are the province's.
  const divisions = await column(
    client,
    'SELECT trim(code) AS value FROM division WHERE code = ANY($1::char(6)[]) ORDER BY 1',
    [cities],
  )
  const numbers = await column(client, SAMPLE('m."registrationNumber"'))
  const ends = await column(client, SAMPLE(`right(m."machineSerial", 7)`, WHOLE_SERIAL))
  // Of a model, which thousands share.
  const ofCity = (part: string) =>
    column(
      client,
      `SELECT ${part} AS value FROM machine m WHERE "cityCode" = $1 AND ${WHOLE_SERIAL} ORDER BY md5(id::text) LIMIT ${ASKED}`,
      [CITY],
    )
  const endsOfCity = await ofCity(`right(m."machineSerial", 7)`)
  const middlesOfCity = await ofCity(`substr(m."machineSerial", 3, 6)`)
  const deep = await deepPage(client)
  const deepInProvince = await deepPage(client, BIG_PROVINCE)
  const named = (area: Record<string, string>) => repeat(NAMES.map((q) => search({ ...area, q })))
  return [
    {
      title: 'a city by category and stage, with total',
      paths: repeat(cities.flatMap((cityCode) => kinds.map((kind) => search({ cityCode, ...kind })))),
    },
    { title: 'the country, page 1', paths: repeat([search({ withTotal: 'false' })]) },
    {
      title: `the country, page ${deep.page}`,
      paths: repeat([search({ cursor: deep.cursor, withTotal: 'false' })]),
    },
    {
      title: 'a province, page 1',
      paths: repeat([search({ provinceCode: BIG_PROVINCE, withTotal: 'false' })]),
    },
    {
      title: `a province, page ${deepInProvince.page}`,
      paths: repeat([
        search({ provinceCode: BIG_PROVINCE, cursor: deepInProvince.cursor, withTotal: 'false' }),
      ]),
    },
    { title: 'a number', paths: repeat(numbers.map((q) => search({ q }))) },
    { title: 'end of a serial, a city', paths: repeat(endsOfCity.map((q) => search({ q, cityCode: CITY }))) },
    { title: 'end of a serial, the country', paths: repeat(ends.map((q) => search({ q }))) },
    {
      title: 'middle of a serial, a city',
      paths: repeat(middlesOfCity.map((q) => search({ q, cityCode: CITY }))),
    },
    { title: 'two characters of a name, a city', paths: named({ cityCode: CITY }) },
    { title: 'two characters of a name, a province', paths: named({ provinceCode: PROVINCE }) },
    { title: 'two characters of a name, the country', paths: named({}) },
    ...figures(divisions),
  ]
}

/** What is written into a file: the province nearest to a hundred thousand machines, and a million where there are no more. */
export async function exported(client: pg.Client, machines: number): Promise<{ provinceCode?: string }[]> {
  const [provinceCode] = await column(
    client,
    `SELECT trim("provinceCode") AS value FROM machine GROUP BY 1 ORDER BY abs(count(*) - 100000) LIMIT 1`,
  )
  return machines > 1_000_000 ? [{ provinceCode }] : [{ provinceCode }, {}]
}
