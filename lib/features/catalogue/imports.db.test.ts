import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueRoutes } from '@/lib/features/catalogue/routes'
import { db } from '@/lib/server/database/db'
import { asAdmin } from '@/testing/as-admin'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { checkImport } from './commands/check-import'
import { runImport } from './commands/run-import'
import type {
  CatalogueImport,
  CatalogueImportDetail,
  CatalogueRow,
  CatalogueRowDetail,
  ImportFault,
} from './schema'

const {
  getCatalogueRow: getEntry,
  listImportFaults: listFaults,
  discardImport: discard,
  getImport: getOne,
  runImport: run,
  undoImport: undo,
  listImports,
  uploadImport: upload,
  searchCatalogue: search,
} = catalogueRoutes

let headers: Record<string, string>

beforeAll(async () => {
  headers = (await staffSession(db(), 'ADMINISTRATOR', '000000')).headers
})
beforeEach(async () => {
  await db().catalogueEntry.deleteMany()
})

const send = (content: string | Buffer, name = '目录.csv') =>
  callRoute<CatalogueImport & { detail?: string }>(upload, { headers, file: { content, name } })

/** Uploads a file and runs the job. */
async function checked(content: string | Buffer, name?: string): Promise<CatalogueImportDetail> {
  const { status, body } = await send(content, name)
  expect(status).toBe(201)
  expect(body.status).toBe('CHECKING')
  await checkImport(body.id)
  return detail(body.id)
}

async function detail(id: string): Promise<CatalogueImportDetail> {
  return (await callRoute<CatalogueImportDetail>(getOne, { headers, params: { id } })).body
}

async function taken(id: string): Promise<CatalogueImportDetail> {
  expect((await callRoute(run, { headers, params: { id } })).status).toBe(200)
  await runImport(id)
  return detail(id)
}

const find = async (q: string) =>
  (await callRoute<{ data: CatalogueRow[] }>(search, { headers, query: { q } })).body.data

const HEAD = '环保信息公开编号,机械类别,机械型号,机械生产厂,机械出厂日期,额定净功率(kW),燃料种类,排放阶段'
const line = (index: number) =>
  `CN FJ G4 00 0L81 000192 ${String(index).padStart(6, '0')},推土机,SD-${index},山推工程机械股份有限公司,2023/4/8,131 kW,柴油,国Ⅳ`
const many = (count: number) =>
  [HEAD, ...Array.from({ length: count }, (_, index) => line(index))].join('\r\n')

describe('a text table', () => {
  it('is looked through, run, found, undone', async () => {
    const seen = await checked(`\ufeff${many(3)}\r\n`)
    expect(seen).toMatchObject({ status: 'CHECKED', totalRows: 3, goodRows: 3, refusedRows: 0, knownRows: 0 })
    expect(seen.preview[0]).toMatchObject({
      machine: { categoryCode: 'BULLDOZER', model: 'SD-0', manufacturedOn: '2023-04-08' },
      engine: { ratedPowerKw: 131, fuelCode: 'DIESEL', emissionStage: '4' },
    })
    expect(await db().catalogueEntry.count()).toBe(0)

    const done = await taken(seen.id)
    expect(done).toMatchObject({ status: 'DONE', doneRows: 3, addedRows: 3, knownRows: 0 })
    for (const q of ['SD-1', 'sd1', '*cnfjg4000l81000192000001*', '山推', '工程机械']) {
      expect(
        (await find(q)).map(({ entry }) => entry.machine.model),
        q,
      ).toContain('SD-1')
    }
    expect(await find('SD_1')).toHaveLength(1)
    expect(await find('100%')).toHaveLength(0)
    const [found] = await find('SD-2')
    const one = await callRoute<CatalogueRowDetail>(getEntry, { headers, params: { id: found?.id ?? '' } })
    expect(one.body).toMatchObject({ source: '目录.csv', import: { id: seen.id, fileName: '目录.csv' } })

    const undone = await callRoute<CatalogueImport>(undo, { headers, params: { id: seen.id } })
    expect(undone.body.status).toBe('UNDONE')
    expect(await db().catalogueEntry.count()).toBe(0)
    expect((await callRoute(undo, { headers, params: { id: seen.id } })).status).toBe(409)
    const events = await db().auditEvent.findMany({ where: { subjectId: seen.id }, orderBy: { id: 'asc' } })
    expect(events.map(({ action }) => action)).toEqual([
      'catalogue.upload',
      'catalogue.check',
      'catalogue.run',
      'catalogue.import',
      'catalogue.undo',
    ])
  })

  it('may be GB18030, have a title above, columns in any order and strange ones, stars and blanks', async () => {
    // 机械目录 / 机械型号,备注,产品识别码（PIN）,机械生产厂 / SD16,一,＊cst 1＊,山推工程机械股份有限公司
    const gb18030 = Buffer.from(
      'bbfad0b5c4bfc2bc0d0abbfad0b5d0cdbac52cb1b8d7a22cb2fac6b7cab6b1f0c2eba3a850494ea3a92cbbfad0b5c9fab2fab3a70d0a534431362cd2bb2ca3aa6373742031a3aa2cc9bdcdc6b9a4b3ccbbfad0b5b9c9b7ddd3d0cfdeb9abcbbe0d0a',
      'hex',
    )
    const seen = await checked(gb18030)
    expect(seen).toMatchObject({ status: 'CHECKED', goodRows: 1, unknownColumns: ['备注'] })
    expect(seen.preview[0]?.machine).toMatchObject({
      model: 'SD16',
      manufacturer: '山推工程机械股份有限公司',
    })
    await taken(seen.id)
    expect(await db().catalogueEntry.findFirst({ select: { pin: true } })).toEqual({ pin: 'CST1' })
  })

  it('names every fault with its line and column, and takes the others in', async () => {
    const text = [
      HEAD,
      line(1),
      'CN1,飞机,SD16,,2023-02-30,一百,柴油,国九',
      ',推土机,SD16,,,,柴油,国三',
      `CN2,推土机,${'长'.repeat(101)},,2999-01-01,0,柴油,国三`,
      line(2),
    ].join('\n')
    const seen = await checked(text)
    expect(seen).toMatchObject({ status: 'CHECKED', goodRows: 2, refusedRows: 3, totalRows: 5 })
    const { body } = await callRoute<{ data: ImportFault[]; nextCursor: string | null }>(listFaults, {
      headers,
      params: { id: seen.id },
      query: { limit: '5' },
    })
    expect(body.data.map((fault) => [fault.line, fault.column])).toEqual([
      [3, '机械类别'],
      [3, '机械出厂日期'],
      [3, '额定净功率'],
      [3, '排放阶段'],
      [4, '编码信息'],
    ])
    expect(body.data[0]?.message).toContain('飞机')
    const rest = await callRoute<{ data: ImportFault[] }>(listFaults, {
      headers,
      params: { id: seen.id },
      query: { limit: '5', cursor: body.nextCursor ?? '' },
    })
    expect(rest.body.data.map((fault) => [fault.line, fault.column])).toEqual([
      [5, '机械型号'],
      [5, '机械出厂日期'],
      [5, '额定净功率'],
    ])
    expect(await taken(seen.id)).toMatchObject({ addedRows: 2 })
  })

  it('doubles nothing: within a file, sent twice, and checked before the other ran', async () => {
    const twice = [HEAD, line(1), line(2), line(1)].join('\n')
    const first = await checked(twice)
    const second = await checked(twice)
    expect(second).toMatchObject({ goodRows: 2, knownRows: 1 })
    expect(await taken(first.id)).toMatchObject({ addedRows: 2, knownRows: 1 })
    expect(await taken(second.id)).toMatchObject({ status: 'DONE', addedRows: 0, knownRows: 3 })
    const third = await checked(twice)
    expect(third).toMatchObject({ goodRows: 0, knownRows: 3 })
    const refused = await callRoute<{ detail?: string }>(run, { headers, params: { id: third.id } })
    expect(refused).toMatchObject({ status: 409, body: { detail: '这个文件里没有可以导入的新条目' } })
    expect(await db().catalogueEntry.count()).toBe(2)
    expect((await callRoute(discard, { headers, params: { id: third.id } })).status).toBe(204)
    expect((await callRoute(getOne, { headers, params: { id: third.id } })).status).toBe(404)
    expect((await callRoute(discard, { headers, params: { id: first.id } })).status).toBe(409)
    const list = await callRoute<{ data: CatalogueImport[] }>(listImports, { headers })
    expect(list.body.data.map(({ id }) => id)).not.toContain(third.id)
  })
})

describe('a crash in the middle', () => {
  it('of a run: the next worker goes on behind the last whole batch, nothing twice, nothing missing', async () => {
    const seen = await checked(many(1_200))
    expect((await callRoute(run, { headers, params: { id: seen.id } })).status).toBe(200)
    // A trigger aborts the second batch, as a lost connection would: nothing of that batch is stored.
    await asAdmin(`CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.details->'machine'->>'model' = 'SD-700' THEN RAISE 'broken off'; END IF; RETURN NEW; END $$`)
    await asAdmin(
      'CREATE TRIGGER break_off BEFORE INSERT ON catalogue_entry FOR EACH ROW EXECUTE FUNCTION break_off()',
    )
    await runImport(seen.id)
    await asAdmin('DROP TRIGGER break_off ON catalogue_entry')
    expect(await detail(seen.id)).toMatchObject({ status: 'FAILED', doneRows: 500, addedRows: 500 })
    expect(await db().catalogueEntry.count()).toBe(500)

    // A killed process leaves the row RUNNING: the queue hands the job to the next worker.
    await db().catalogueImport.update({ where: { id: seen.id }, data: { status: 'RUNNING' } })
    await Promise.all([runImport(seen.id), runImport(seen.id)])
    expect(await detail(seen.id)).toMatchObject({ status: 'DONE', doneRows: 1_200, addedRows: 1_200 })
    expect(await db().catalogueEntry.count({ where: { importId: seen.id } })).toBe(1_200)
    // A job delivered again changes nothing.
    await runImport(seen.id)
    expect(await db().catalogueEntry.count()).toBe(1_200)
  })

  it('of a check: it begins anew and counts nothing twice', async () => {
    const { body } = await send([HEAD, 'x,飞机,,,,,柴油,国三', line(1)].join('\n'))
    await checkImport(body.id)
    await db().catalogueImport.update({ where: { id: body.id }, data: { status: 'CHECKING' } })
    await checkImport(body.id)
    expect(await detail(body.id)).toMatchObject({
      status: 'CHECKED',
      goodRows: 1,
      refusedRows: 1,
      faultCount: 1,
    })
  })
})
