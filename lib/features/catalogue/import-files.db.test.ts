import exceljs from 'exceljs'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DELETE as discard, GET as getOne } from '@/app/api/console/catalogue/imports/[id]/route'
import { POST as run } from '@/app/api/console/catalogue/imports/[id]/run/route'
import { POST as upload } from '@/app/api/console/catalogue/imports/route'
import { GET as template } from '@/app/api/console/catalogue/template/[file]/route'
import { db } from '@/lib/server/db'
import { callRoute } from '@/prisma/testing/call-route'
import { staffSession } from '@/prisma/testing/staff-session'
import { checkImport } from './commands/check-import'
import { runImport } from './commands/run-import'
import { templateCsv } from './rules/template'
import type { CatalogueImport, CatalogueImportDetail } from './schema'

let headers: Record<string, string>

beforeAll(async () => {
  headers = (await staffSession(db(), 'ADMINISTRATOR')).headers
})
beforeEach(async () => {
  await db().catalogueEntry.deleteMany()
})

const send = (content: string | Buffer, name = '目录.csv') =>
  callRoute<CatalogueImport & { detail?: string }>(upload, { headers, file: { content, name } })

/** Uploads and lets the job's work be done. */
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

const HEAD = '环保信息公开编号,机械类别,机械型号,机械生产厂,机械出厂日期,额定净功率(kW),燃料种类,排放阶段'
describe('a workbook', () => {
  async function book(rows: unknown[][]): Promise<Buffer> {
    const workbook = new exceljs.Workbook()
    const sheet = workbook.addWorksheet('目录')
    for (const row of rows) sheet.addRow(row)
    return Buffer.from(await workbook.xlsx.writeBuffer())
  }

  it('gives dates, numbers, rich text and the values of formulas', async () => {
    const seen = await checked(
      await book([
        [
          '发动机型式核准号',
          '机械型号',
          '发动机出厂日期',
          '额定转速',
          '机械出厂日期',
          '发动机出厂编号',
          '机械类别',
        ],
        [
          { richText: [{ text: 'CN FC ' }, { text: 'G3 0430 03 0192' }] },
          { formula: 'CONCATENATE("SD","16")', result: 'SD16' },
          new Date(Date.UTC(2019, 2, 6)),
          { formula: '1800+50', result: 1850 },
          43_573,
          1_419_012_345,
          'BULLDOZER',
        ],
        ['CN FC G3 0430 03 0193', 'SD16', null, null, null, 2 ** 60, '推土机'],
        ['CN FC G3 0430 03 0194', 'SD16', '2019年9月', null, 2019, 'E4', '推土机'],
        ['CN FC G3 0430 03 0195', 'SD16', '不详', null, new Date(Date.UTC(1899, 11, 31)), 'E5', '推土机'],
        ['CN FC G3 0430 03 0196', 'SD16', '2999-09', null, '9/10/2019', 'E6', '推土机'],
      ]),
      '目录.xlsx',
    )
    expect(seen).toMatchObject({ status: 'CHECKED', goodRows: 3, refusedRows: 2 })
    expect(
      seen.preview.slice(1).map(({ machine, engine }) => [engine.manufacturedOn, machine.manufacturedOn]),
    ).toEqual([
      ['2019-09', '2019'],
      [undefined, undefined],
    ])
    expect(seen.preview[0]).toEqual({
      codes: { engineApprovalNumber: 'CN FC G3 0430 03 0192' },
      machine: { categoryCode: 'BULLDOZER', model: 'SD16', manufacturedOn: '2019-04-18' },
      engine: { manufacturedOn: '2019-03-06', ratedSpeedRpm: 1850, serial: '1419012345' },
    })
    expect(await taken(seen.id)).toMatchObject({ addedRows: 3 })
  })

  it('comes from the template, as does the text table: both hold the manual’s machine', async () => {
    const get = async (file: string) => {
      const response = await template(
        new Request(`http://localhost:3000/api/console/catalogue/template/${file}`, { headers }),
        { params: Promise.resolve({ file }) },
      )
      expect(response.headers.get('content-disposition')).toContain('attachment')
      return Buffer.from(await response.arrayBuffer())
    }
    const seen = await checked(await get('template.xlsx'), 'template.xlsx')
    expect(seen).toMatchObject({ status: 'CHECKED', goodRows: 1, refusedRows: 0, unknownColumns: [] })
    expect(seen.preview[0]?.codes.machineEnvCode).toBe('88811111QH3111446')
    await taken(seen.id)
    expect(await checked(await get('template.csv'))).toMatchObject({ goodRows: 0, knownRows: 1 })
    expect((await get('template.csv')).toString()).toBe(templateCsv())
  })

  it('that is broken fails with a sentence', async () => {
    const whole = await book([
      ['机械型号', '产品识别码'],
      ['SD16', 'P1'],
    ])
    const cut = Buffer.concat([whole.subarray(0, whole.length - 400), Buffer.from('xl/workbook.xml')])
    expect(await checked(cut, '目录.xlsx')).toMatchObject({ status: 'FAILED', totalRows: null })
    const bad = Buffer.from(whole)
    bad.fill(7, 60, 200)
    const seen = await checked(bad, '目录.xlsx')
    expect(seen.status).toBe('FAILED')
    expect(seen.failure).toMatch(/损坏|无法读取/)
    expect((await callRoute(discard, { headers, params: { id: seen.id } })).status).toBe(204)
  })
})

describe('what is refused at the door or by its heading', () => {
  it.each([
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), '不是 Excel'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), '密码'],
    ['another zip', Buffer.from('504b030414000000', 'hex'), '压缩文件'],
    ['nothing', Buffer.alloc(0), '空的'],
  ])('%s', async (_, bytes, words) => {
    const { status, body } = await send(bytes)
    expect(status).toBe(415)
    expect(body.detail).toContain(words)
  })

  it('a file without our columns, or with one twice', async () => {
    const stranger = await checked('姓名,年龄\n张三,20\n')
    expect(stranger).toMatchObject({ status: 'FAILED' })
    expect(stranger.failure).toContain('没有找到列名')
    const doubled = await checked('机械型号,产品识别码,机械 型号\nA,B,C\n')
    expect(doubled.failure).toContain('机械型号')
    const unclosed = await checked(`${HEAD}\n"CN1,推土机\n${'x'.repeat(300_000)}`)
    expect(unclosed.failure).toContain('引号')
    expect((await callRoute(run, { headers, params: { id: unclosed.id } })).status).toBe(409)
  })
})
