import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { rawBook, rowsOf, sheetOf } from '@/testing/raw-book'
import { loadHistory } from './commands/load'
import type { Remark } from './schema'

const dir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-history-sheets-'))
const HEADING = [
  '环保登记号码',
  '登记日期',
  '所有者名称',
  '证件号码',
  '手机号',
  '登记区县',
  '机械类别',
  '燃料类型',
  '型号',
]
let number = 0
const rowOf = (model: string, fields: Partial<Record<string, string>> = {}) => {
  number += 1
  const registration = `3-SH${String(number).padStart(6, '0')}`
  const owner = ['张三', newPersonNumber(), newPhone(), '110101']
  return [registration, '2019-04-18', ...owner, fields.category ?? '挖掘机', fields.fuel ?? '柴油', model]
}

async function load(content: string | Buffer, name = 'register.csv') {
  const file = path.join(dir, name)
  writeFileSync(file, content)
  const refused: Remark[] = []
  const unknown: string[] = []
  const summary = await loadHistory(file, {
    refused: async (remarks) => void refused.push(...remarks),
    warned: async () => undefined,
    progress: () => undefined,
    step: () => undefined,
    unknownColumns: (names) => void unknown.push(...names),
  })
  const machines = await db().machine.findMany({
    where: { loadId: summary.loadId },
    orderBy: { numberBody: 'asc' },
  })
  const contents = machines.map(
    ({ content }) => content as { machine: Record<string, unknown>; engine: Record<string, unknown> },
  )
  return { summary, refused, unknown, contents, models: contents.map(({ machine }) => machine.model) }
}
const sample = (name: string) => readFileSync(path.join('testing/cases', name))
const csv = (...rows: (readonly (string | null)[])[]) =>
  `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`

describe('a workbook of older registrations', () => {
  it('is read from its first visible tab, in the order of the tabs', async () => {
    const tab = (model: string, state?: string) => ({ xml: rowsOf([HEADING, rowOf(model)]), state })
    const hidden = await load(
      await rawBook({ tabs: [tab('旧', 'veryHidden'), tab('新'), tab('后')] }),
      'a.xlsx',
    )
    expect(hidden.models).toEqual(['新'])
    // The samples are of a catalogue: the missing columns are reported for the visible sheet.
    for (const name of ['11-hidden-first-sheet.xlsx', '12-reordered-tabs.xlsx'])
      await expect(load(sample(name), name)).rejects.toThrow('缺少必需的列：环保登记号码')
    await expect(
      load(await rawBook({ tabs: [{ xml: rowsOf([['说明']]), name: '封面' }] }), 'b.xlsx'),
    ).rejects.toThrow('工作表“封面”')
  })

  it('joins a heading of two rows; of the sample it reports what is missing', async () => {
    const top = [...HEADING.slice(0, 2), '所有者', null, null, ...HEADING.slice(5, 8), '整机', '发动机', null]
    const below = [
      null,
      null,
      '名称',
      '证件号码',
      '联系电话',
      null,
      null,
      null,
      '型号',
      '型号',
      '额定净功率(kW)',
    ]
    const xml = sheetOf(
      rowsOf([['某市登记表'], top, below, [...rowOf('ZX1'), 'QSB', 112]]),
      '<mergeCells><mergeCell ref="A1:K1"/><mergeCell ref="C2:E2"/><mergeCell ref="A2:A3"/></mergeCells>',
    )
    const { contents, unknown } = await load(await rawBook({ tabs: [{ xml }] }), 'c.xlsx')
    expect(unknown).toEqual([])
    expect(contents[0]).toMatchObject({
      machine: { model: 'ZX1' },
      engine: { model: 'QSB', ratedPowerKw: 112 },
    })
    await expect(load(sample('36-two-row-header-b.xlsx'), '36.xlsx')).rejects.toThrow(
      '缺少必需的列：环保登记号码',
    )
    const group = [
      HEADING.with(8, '发动机').concat(['']),
      [...Array.from({ length: 8 }, () => ''), 'Model', 'No.'],
    ]
    await expect(load(csv(...group, rowOf('x')))).rejects.toThrow('“发动机”下面的第二行列名')
  })

  it('refuses rows whose cells are long numbers, errors, unsolved formulas or merged', async () => {
    const long = rowOf('A1').with(3, '<c><v>110105198001011234</v></c>')
    const error = rowOf('A2').with(2, '<c t="e"><v>#N/A</v></c>')
    const formula = rowOf('A3').with(8, '<c><f>A1</f></c>')
    const covered = [...rowOf('A5').slice(0, 2), null, ...rowOf('A5').slice(3)]
    const xml = sheetOf(
      rowsOf([HEADING, long, error, formula, rowOf('A4'), covered]),
      '<mergeCells><mergeCell ref="C5:C6"/></mergeCells>',
    )
    const { refused, models } = await load(await rawBook({ tabs: [{ xml }] }), 'd.xlsx')
    expect(models).toEqual(['A4'])
    expect(
      refused.map(({ line, column, value, message }) => [line, column, value, message.slice(0, 6)]),
    ).toEqual([
      [2, '证件号码', '110105********1234', '是数字格式且'],
      [3, '所有者名称', expect.any(String), '公式出错（#'],
      [4, '机械型号', '', '公式没有结果'],
      [6, '所有者名称', '', '是合并单元格'],
    ])
  })
})

describe('a text table of older registrations', () => {
  it('of the samples: a control character refuses its line, line breaks in quotes are blanks', async () => {
    const bell = await load(sample('I15-bell.csv'))
    expect(bell.summary).toMatchObject({ read: 1, added: 0, refused: 1 })
    expect(bell.refused).toEqual([
      expect.objectContaining({
        line: 2,
        column: '所有者名称',
        message: expect.stringContaining('控制字符'),
      }),
    ])
    const quotes = await load(sample('I8-crlf-in-quotes.csv'))
    expect(quotes.models).toEqual(['ZX 200', 'M19'])
    await expect(load(sample('56-html.xls'), 'x.xls')).rejects.toThrow('另存为 .xlsx')
  })

  it.each([
    ['UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16, big end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['lines of the old Macintosh', (text: string) => Buffer.from(text.replaceAll('\r\n', '\r'))],
    ['sep=;', (text: string) => Buffer.from(`sep=;\r\n${text.replaceAll(',', ';')}`)],
  ])('in %s', async (_, encoded) => {
    const { models, contents } = await load(
      encoded(csv(HEADING, rowOf("'0815", { fuel: 'LNG', category: '铲车' }))),
    )
    expect(models).toEqual(['0815'])
    expect(contents[0]).toMatchObject({
      machine: { categoryCode: 'LOADER' },
      engine: { fuelCode: 'NATURAL_GAS' },
    })
  })

  it('a wrong byte refuses its line, and a word that may be two fuels its row', async () => {
    const wrong = Buffer.concat([
      Buffer.from(csv(HEADING, rowOf('B1'), rowOf('B2', { fuel: '双燃料' }))),
      Buffer.from(rowOf('B3').join(',')),
      Buffer.from([0xff, 13, 10]),
    ])
    const { models, refused } = await load(wrong)
    expect(models).toEqual(['B1'])
    expect(refused.map(({ line, column }) => [line, column])).toEqual([
      [3, '燃料种类'],
      [4, '机械型号'],
    ])
    const lines = [
      JSON.stringify({ machine: { model: '机械型号' } }),
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]),
    ]
    const ndjson = await load(
      Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')])),
      'a.ndjson',
    )
    expect(ndjson.refused.at(-1)).toMatchObject({ line: 2, message: expect.stringContaining('乱码') })
  })

  it('a stage column may say nothing beside the number, the same, or nothing that is a stage', async () => {
    const heading = [...HEADING, '排放阶段']
    const stages = ['无', '/', '国三', 'G3', '国二']
    const { models, refused } = await load(csv(heading, ...stages.map((stage) => [...rowOf(stage), stage])))
    expect(models).toEqual(['无', '/', '国三'])
    expect(refused.map(({ line, message }) => [line, message])).toEqual([
      [5, expect.stringContaining('不是排放阶段')],
      [6, '与号码的首位 3 不一致'],
    ])
  })

  it('a divider without quotes refuses its row', async () => {
    const { models, refused } = await load(
      csv([...HEADING, ''], [...rowOf('C1'), ''], [...rowOf('C2'), '', 'x']),
    )
    expect(models).toEqual(['C1'])
    expect(refused).toEqual([
      expect.objectContaining({ line: 3, message: expect.stringContaining('比列名多') }),
    ])
  })

  it('two headings of one column, by other words, are refused', async () => {
    await expect(load(csv([...HEADING, '规格型号'], [...rowOf('x'), 'y']))).rejects.toThrow(
      '“型号”、“规格型号”都是机械型号',
    )
    const { unknown } = await load(csv([...HEADING, '车架号'], [...rowOf('x'), 'y']))
    expect(unknown).toEqual(['车架号'])
  })
})
