import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueRoutes } from '@/lib/features/catalogue/routes'
import { db } from '@/lib/server/database/db'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { rawBook, rowsOf, sheetOf } from '@/testing/raw-book'
import { staffSession } from '@/testing/staff-session'
import { checkImport } from './commands/check-import'
import { runImport } from './commands/run-import'
import { templateCsv } from './rules/template'
import type { CatalogueImport, CatalogueImportDetail, ImportFault } from './schema'

const {
  listImportFaults: listFaults,
  discardImport: discard,
  getImport: getOne,
  runImport: run,
  uploadImport: upload,
  importTemplate: template,
  checkCatalogue: check,
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

const HEAD = '环保信息公开编号,机械类别,机械型号,机械生产厂,机械出厂日期,额定净功率(kW),燃料种类,排放阶段'
const sample = (name: string) => readFileSync(path.join('testing/cases', name))
const faultsOf = async (id: string) =>
  (await callRoute<{ data: ImportFault[] }>(listFaults, { headers, params: { id } })).body.data

describe('a workbook', () => {
  it('gives dates, numbers, rich text and the values of formulas', async () => {
    const heading = '发动机型式核准号,机械型号,发动机出厂日期,额定转速,机械出厂日期,发动机出厂编号'.split(',')
    const bytes = await rawBook({
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
      tabs: [
        {
          xml: rowsOf([
            [...heading, '机械类别'],
            [
              '<c t="inlineStr"><is><r><t xml:space="preserve">CN FC </t></r><r><t>G3 0430 03 0192</t></r></is></c>',
              '<c t="str"><f>CONCATENATE("SD","16")</f><v>SD16</v></c>',
              '<c s="1"><v>43530</v></c>',
              '<c><f>1800+50</f><v>1850</v></c>',
              43_573,
              1_419_012_345,
              'BULLDOZER',
            ],
            ['CN FC G3 0430 03 0193', 'SD16', null, null, null, 2 ** 60, '推土机'],
            ['CN FC G3 0430 03 0194', 'SD16', '2019年9月', null, 2019, 'E4', '推土机'],
            ['CN FC G3 0430 03 0195', 'SD16', '不详', null, '<c s="1"><v>0</v></c>', 'E5', '推土机'],
            ['CN FC G3 0430 03 0196', 'SD16', '2999-09', null, '9/10/2019', 'E6', '推土机'],
          ]),
        },
      ],
    })
    const seen = await checked(bytes, '目录.xlsx')
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
    expect((await faultsOf(seen.id))[0]).toEqual({
      line: 3,
      column: '发动机出厂编号',
      message: expect.stringContaining('文本格式'),
    })
  })

  it.each([
    ['11-hidden-first-sheet.xlsx', 'CLG91054'],
    ['12-reordered-tabs.xlsx', 'CLG91056'],
    ['36-two-row-header-b.xlsx', 'CLG922'],
  ])('of the samples: %s', async (name, model) => {
    const seen = await checked(sample(name), name)
    expect(seen).toMatchObject({ status: 'CHECKED', goodRows: 1, refusedRows: 0 })
    expect(seen.preview[0]?.machine.model).toBe(model)
    if (!name.startsWith('36')) return
    expect(seen.unknownColumns).toEqual(['序号'])
    expect(seen.preview[0]).toEqual({
      codes: { disclosureNumber: 'CNFJG3000L81009901000001' },
      machine: { categoryCode: 'EXCAVATOR', model: 'CLG922', serial: 'TWO1', manufacturedOn: '2019-09-10' },
      engine: { model: 'QSB6.7', serial: 'ETWO1', fuelCode: 'DIESEL' },
    })
  })

  it('of the samples: formulas without a result, and rich text', async () => {
    const formulas = await checked(sample('08-formula-nocache.xlsx'), 'a.xlsx')
    expect(formulas).toMatchObject({ goodRows: 0, refusedRows: 1 })
    expect(await faultsOf(formulas.id)).toEqual(
      ['机械型号', '机械出厂编号'].map((column) => ({
        line: 2,
        column,
        message: expect.stringContaining('公式没有结果'),
      })),
    )
    const rich = await checked(sample('30-raw.xlsx'), 'b.xlsx')
    expect(rich.preview.map(({ machine }) => machine.model)).toContain('CLG933E')
    expect((await faultsOf(rich.id)).map(({ line, message }) => [line, message])).toContainEqual([
      6,
      expect.stringContaining('#N/A'),
    ])
  })

  it('with merged cells among its rows has these refused, with those of other words taken', async () => {
    const rows = [
      ['公开号', '机械类别', '型号', '制造商名称', '燃料类型', '排放标准'],
      ['CN1', '挖机', 'A1', '某厂', 'LNG', '国Ⅴ'],
      ['CN2', '铲车', 'A2', null, '纯电动', '三阶段'],
      ['CN3', '叉车', 'A3', '某厂', '双燃料', 'T3'],
    ]
    const xml = sheetOf(rowsOf(rows), '<mergeCells><mergeCell ref="D2:D3"/></mergeCells>')
    const seen = await checked(await rawBook({ tabs: [{ xml }] }), '目录.xlsx')
    expect(seen.preview).toEqual([
      {
        codes: { disclosureNumber: 'CN1' },
        machine: { categoryCode: 'EXCAVATOR', model: 'A1', manufacturer: '某厂' },
        engine: { fuelCode: 'NATURAL_GAS', emissionStage: '5' },
      },
    ])
    expect((await faultsOf(seen.id)).map(({ line, column }) => [line, column])).toEqual([
      [3, '机械生产厂'],
      [4, '燃料种类'],
      [4, '排放阶段'],
    ])
    // 国五 stays in the catalogue but does not prefill the form, which cannot have it.
    await taken(seen.id)
    const query = { group: 2 as const, disclosureNumber: 'CN1', machineSerial: 'S1' }
    const owner = await ownerSession(db())
    const answer = await callRoute<{ matched: boolean; entry: { engine: object } }>(check, {
      token: owner.token,
      body: query,
    })
    expect(answer.body.matched).toBe(true)
    expect(answer.body.entry.engine).toEqual({ fuelCode: 'NATURAL_GAS' })
  })

  it('comes from the template, as does the text table: both hold the manual’s machine', async () => {
    const get = async (file: string) => {
      const response = await fetchRoute(template, { params: { file }, headers })
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
    const rows = Array.from({ length: 200 }, (_, index) => [`SD${index * 7919}`, `P${index * 104_729}`])
    const whole = await rawBook({ tabs: [{ xml: rowsOf([['机械型号', '产品识别码'], ...rows]) }] })
    const cut = await send(whole.subarray(0, whole.length - 400), '目录.xlsx')
    expect(cut.status).toBe(415)
    expect(cut.body.detail).toContain('损坏')
    const bad = Buffer.from(whole)
    const at = bad.indexOf('xl/worksheets/sheet1.xml') + 60
    bad.fill(7, at, at + 200)
    const seen = await checked(bad, '目录.xlsx')
    expect(seen.status).toBe('FAILED')
    expect(seen.failure).toMatch(/损坏|无法读取/)
    expect((await callRoute(discard, { headers, params: { id: seen.id } })).status).toBe(204)
  })
})

describe('a text table', () => {
  it('of the samples: a control character refuses its line, line breaks are blanks', async () => {
    const bell = '公开号,型号,机械类别\r\nCN1,SD\u000716,推土机\r\nCN2,"SD\r\n16",推土机\r\n'
    for (const content of [bell, Buffer.from(`\ufeff${bell}`, 'utf16le')]) {
      const seen = await checked(content)
      expect(seen).toMatchObject({ goodRows: 1, refusedRows: 1 })
      expect(seen.preview[0]?.machine.model).toBe('SD 16')
      expect(await faultsOf(seen.id)).toEqual([
        { line: 2, column: '机械型号', message: expect.stringContaining('控制字符') },
      ])
    }
    const surplus = await checked('公开号,型号\nCN1,A,1,850\n')
    expect(await faultsOf(surplus.id)).toEqual([
      { line: 2, column: '整行', message: expect.stringContaining('比列名多') },
    ])
  })
})

describe('what is refused at the door or by its heading', () => {
  it.each([
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), '不是 Excel'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), '密码'],
    ['another zip', Buffer.from('504b030414000000', 'hex'), '压缩文件'],
    ['a page saved as .xls', sample('56-html.xls'), '另存为 .xlsx'],
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
