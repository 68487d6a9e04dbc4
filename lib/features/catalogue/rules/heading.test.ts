import { describe, expect, it } from 'vitest'
import { COVERED } from '@/lib/core/sheet-cell'
import { COLUMNS, catalogueHeadings, headingOf } from './columns'
import { findHeading } from './heading'
import { headingWords } from './heading-words'

const pathsOf = (top: readonly unknown[], below: readonly unknown[] = []) =>
  catalogueHeadings.read(top, below)?.columns.map((column) => column?.path ?? null)
const one = (word: string) => pathsOf([word, '发动机系族', '机械产地'])?.[0] ?? null

async function find(rows: readonly (readonly unknown[])[], reader = catalogueHeadings) {
  const table = (async function* () {
    for (const [index, cells] of rows.entries()) yield { line: index + 1, cells }
  })()
  const found = await findHeading(table, reader)
  if (!('heading' in found)) return found
  const rest = []
  for await (const { line } of found.rows) rest.push(line)
  return {
    paths: found.heading.columns.map((column) => column?.path ?? null),
    unknown: found.heading.unknown,
    rest,
  }
}

describe('a heading', () => {
  it.each([
    [
      'codes.disclosureNumber',
      ['公开号', '信息公开号', '环保公开编号', '信息公开编号', '环保信息公开编号', '整机公开编号'],
    ],
    [
      'machine.manufacturer',
      ['制造商名称', '制造商', '生产厂家', '整机制造商', '生产企业名称', '机械生产厂'],
    ],
    ['engine.manufacturer', ['发动机制造商', '发动机生产厂家', '柴油机生产厂', '制造商（发动机）']],
    ['engine.fuelCode', ['燃料类型', '燃油种类', '燃料种类', '燃料 类型 *']],
    ['machine.serial', ['整机编号', '出厂编号(整机)', '出厂编号', '机械出厂编号', '整机序列号']],
    ['engine.serial', ['发动机号', '出厂编号（发动机）', '发动机编号', '发动机序列号']],
    [
      'engine.ratedPowerKw',
      ['额定净功率', '额定净功率（kW）', '额定净功率kW', '额定净功率(千瓦)', '最大净功率(kW)'],
    ],
    ['machine.ratedPowerKw', ['功率(kW)', '额定功率', '整机功率 kW']],
    ['engine.ratedSpeedRpm', ['额定转速(r/min)', '转速', '额定转速 rpm', '发动机额定转速（转/分）']],
    ['machine.pin', ['PIN', 'PIN码', '产品识别码（PIN）', '产品识别代码', '产品识别码/PIN']],
    [
      'machine.model',
      [
        '型号',
        '规格型号',
        '整机型号',
        'machine.model',
        '机 械 型 号',
        '【必填】机械型号',
        '1.机械型号',
        '机械型号 Model',
      ],
    ],
  ])('%s', (path, words) => {
    for (const word of words) expect(one(word), word).toBe(path)
  })

  it('that may mean two things, or counts in another unit, is none', () => {
    for (const word of [
      '车架号',
      '车架号/PIN',
      '型号/出厂编号',
      '编号',
      '类别',
      '功率(马力)',
      '额定功率PS',
      '最大功率',
      '发动机公开号',
      '发动机品牌',
      '备注',
    ])
      expect(one(word), word).toBeNull()
  })

  it('knows our words in any order, with units, stars and notes', () => {
    const heading = catalogueHeadings.read(
      ['*机械型号', '额定净功率（kW）', '备注', '产品识别码', ' 发动机 型号 ', null],
      [],
    )
    expect(heading?.columns.map((column) => column?.path ?? null)).toEqual([
      'machine.model',
      'engine.ratedPowerKw',
      null,
      'machine.pin',
      'engine.model',
      null,
    ])
    expect(heading?.unknown).toEqual(['备注'])
    expect(pathsOf(COLUMNS.map(headingOf))).toEqual(COLUMNS.map(({ path }) => path))
  })

  it('is no title and no row of data', () => {
    expect(catalogueHeadings.read(['2026 年机械目录'], ['SD16', 131])).toBeNull()
    expect(catalogueHeadings.read(['SD16', 131, null], ['SD16', 131, null])).toBeNull()
  })

  it('no word means two columns', () => {
    const seen = new Map<string, string>()
    for (const column of COLUMNS)
      for (const word of headingWords([column]).keys()) {
        expect(seen.get(word) ?? column.path, word).toBe(column.path)
        seen.set(word, column.path)
      }
  })

  it('what stands for another counts where that is missing, and is named where it is not', async () => {
    expect(await find([['机械型号', '额定净功率', '最大净功率(kW)']])).toMatchObject({
      paths: ['machine.model', 'engine.ratedPowerKw', null],
      unknown: ['最大净功率(kW)'],
    })
  })

  it('of two columns that mean one is refused, naming both', async () => {
    expect(await find([['公开号', '机械型号', '信息公开编号']])).toEqual({
      fault: '列名重复：“公开号”、“信息公开编号”都是环保信息公开编号。请只保留其中一列',
    })
  })

  it('names columns without one', async () => {
    expect(
      await find([
        ['机械型号', '机械品牌', ''],
        ['SD16', '山推', '库里'],
      ]),
    ).toMatchObject({
      unknown: ['第 3 列（没有列名）'],
    })
  })
})

describe('a heading of two rows', () => {
  it('is joined: groups above, words below, in merged cells or empty ones', async () => {
    const top = ['序号', '公开号', '整机信息', COVERED, null, '发动机', null, null, '燃料类型']
    const below = [COVERED, null, '型号', '出厂编号', '生产厂家', '型号', '编号', '额定净功率', null]
    expect(await find([['某厂目录'], top, below, [1]])).toEqual({
      paths: [
        null,
        'codes.disclosureNumber',
        'machine.model',
        'machine.serial',
        'machine.manufacturer',
        'engine.model',
        'engine.serial',
        'engine.ratedPowerKw',
        'engine.fuelCode',
      ],
      unknown: ['序号'],
      rest: [4],
    })
  })

  it('has units below, or says whose a bare word is', () => {
    expect(pathsOf(['机械型号', '额定净功率', '额定转速'], [null, 'kW', '(r/min)'])).toEqual([
      'machine.model',
      'engine.ratedPowerKw',
      'engine.ratedSpeedRpm',
    ])
    const heading = catalogueHeadings.read(
      ['发动机信息', null, null, '机械信息'],
      ['型号', '商标', '生产厂', '型号'],
    )
    expect(heading?.columns.map((column) => column?.path ?? null)).toEqual([
      'engine.model',
      null,
      'engine.manufacturer',
      'machine.model',
    ])
    expect(heading?.unknown).toEqual(['发动机信息 商标'])
  })

  it('is refused where it cannot be joined, or goes on', async () => {
    expect(
      await find([
        ['机械类别', '公开号', '发动机信息', null],
        [null, null, 'Model', 'Serial'],
      ]),
    ).toMatchObject({ fault: expect.stringContaining('“发动机信息”') })
    expect(
      await find([
        ['机械', null, '发动机', null],
        ['型号', '编号', '型号', '编号'],
        ['机械型号', '机械出厂编号', '发动机型号', '发动机号'],
      ]),
    ).toEqual({ fault: expect.stringContaining('三行') })
    expect(
      await find([
        ['甲', '乙'],
        ['一', '二'],
      ]),
    ).toEqual({ fault: null })
  })

  it('is none above a row of data that has a word of ours', async () => {
    expect(
      await find([
        ['机械型号', '机械名称', '机械品牌'],
        ['CAT', '装载机', '型号'],
      ]),
    ).toMatchObject({ rest: [2] })
  })
})
