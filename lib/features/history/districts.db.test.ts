import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { machineRoutes } from '@/lib/features/machine/routes'
import { db } from '@/lib/server/database/db'
import { newPersonNumber } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { loadRegister } from '@/testing/load-register'
import { staffSession } from '@/testing/staff-session'
import { machineSearchPage } from '../machine/schema/search'
import { loadHistory } from './commands/load'
import type { LoadSummary, Remark } from './schema'

const { searchMachines: GET } = machineRoutes

const CASE = path.join(process.cwd(), 'testing', 'cases', 'D-districts.csv')

/** Today's district of each row's text; a text in angle brackets is part of the refusal. */
const OUTCOMES: Record<string, string> = {
  '110103': '110101',
  崇文区: '110101',
  '110104': '110102',
  '120107': '120116',
  '120116': '120116',
  天津市滨海新区: '120116',
  '310119': '310115',
  '330103': '330105',
  浙江省杭州市下城区: '330105',
  '330104': '<浙江省 杭州市 上城区（330102）、浙江省 杭州市 钱塘区（330114）>',
  '330102': '330102',
  '330113': '330113',
  '330114': '330114',
  '320611': '320613',
  '320684': '320614',
  江苏省南通市海门市: '320614',
  '370684': '370614',
  '370634': '370614',
  '370116': '370116',
  '410306': '410308',
  '410322': '410308',
  '410381': '410307',
  '130502': '130502',
  '130521': '<河北省 邢台市 襄都区（130502）、河北省 邢台市 信都区（130503）>',
  '460300': '<请写到区县，如 海南省 三沙市 西沙区（460302）>',
  '460301': '<请写到区县，如 海南省 三沙市 西沙区（460302）>',
  '460302': '460302',
  海南省三沙市: '<请写到区县>',
  '441900': '441900',
  广东省东莞市: '441900',
  '441901': '441900',
  '442000': '442000',
  '460400': '460400',
  '620200': '620200',
  '429004': '429004',
  湖北省仙桃市: '429004',
  湖北省省直辖县级行政区划仙桃市: '429004',
  '419001': '419001',
  '659001': '659001',
  '659012': '659012',
  '659013': '<没有区划代码 659013>',
  '659010': '659010',
  '新疆 白杨市': '659012',
  '130629': '130629',
  河北省雄安新区: '<雄安新区不是行政区划>',
  '133100': '<雄安新区不是行政区划>',
  河北省保定市容城县: '130629',
  '130638': '130638',
  '653228': '653228',
  '653229': '653229',
  '320505': '320505',
  江苏省苏州市工业园区: '320576',
  '440300': '<“广东省 深圳市”之下还有区县>',
  '330326': '330326',
  '110228': '110118',
  北京市密云县: '110118',
  北京市东城区: '110101',
  '北京市-东城区': '110101',
  '北京市/市辖区/东城区': '110101',
  '北京市 市辖区 东城区': '110101',
  东城区: '110101',
  北京东城区: '110101',
  河北省唐山市路南区: '130202',
  '河北 唐山 路南': '130202',
  唐山市路南区: '130202',
  路南区: '130202',
  '130202': '130202',
  '130200': '<“河北省 唐山市”之下还有区县>',
  '130000': '<“河北省”之下还有区县>',
  '510131': '510131',
  四川天府新区: '<天府新区不是行政区划>',
  '411700': '<“河南省 驻马店市”之下还有区县>',
  重庆市江北区: '500105',
  '500105': '500105',
  重庆市县秀山县: '500241',
  重庆市秀山土家族苗族自治县: '500241',
  内蒙古自治区呼和浩特市新城区: '150102',
  内蒙古呼和浩特市新城区: '150102',
  广西壮族自治区南宁市青秀区: '450103',
  广西南宁市青秀区: '450103',
  新疆维吾尔自治区乌鲁木齐市天山区: '650102',
  '810000': '810000',
  '710000': '710000',
}

const HEADING = '环保登记号码,登记日期,所有者名称,证件号码,登记区县,机械类别,燃料种类'
const dir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-districts-'))
let headers: Record<string, string>

type Loaded = { summary: LoadSummary; refused: Remark[]; warned: Remark[] }

const load = (file: string): Promise<Loaded> => loadRegister(loadHistory, file)

async function loadRows(
  name: string,
  rows: [number: string, day: string, district: string][],
): Promise<Loaded> {
  const file = path.join(dir, name)
  const lines = rows.map(([number, day, district]) =>
    [number, day, '张三丰', newPersonNumber(), `"${district}"`, '挖掘机', '柴油'].join(','),
  )
  writeFileSync(file, [HEADING, ...lines].join('\n'))
  return load(file)
}

/** The numbers that a search below this district finds, as an officer of the whole country. */
async function numbersIn(districtCode: string): Promise<string[]> {
  const { status, body } = await callRoute(GET, { query: { districtCode, limit: '100' }, headers })
  expect(status, JSON.stringify(body)).toBe(200)
  return machineSearchPage.parse(body).data.map(({ registrationNumber }) => registrationNumber)
}

beforeAll(async () => {
  headers = (await staffSession(db(), 'SUPERVISOR', '000000')).headers
})

describe('districts of an older register', () => {
  it('loads abolished, renamed and shortly written ones under today’s district, and says why it refuses others', async () => {
    const { summary, refused, warned } = await load(CASE)
    const rows = readFileSync(CASE, 'utf8')
      .split(/\r?\n/)
      .slice(1)
      .flatMap((line, index) => {
        const [number = '', , , , , text = ''] = line.split(',')
        return number === ''
          ? []
          : [{ line: index + 2, number, text, outcome: OUTCOMES[text] ?? 'no outcome listed' }]
      })
    const good = rows.filter(({ outcome }) => /^\d{6}$/.test(outcome))
    expect([summary.read, summary.added]).toEqual([rows.length, good.length])
    expect(refused).toHaveLength(rows.length - good.length)
    for (const { line, text, outcome } of rows.filter((row) => !/^\d{6}$/.test(row.outcome))) {
      const remark = refused.find((each) => each.line === line)
      expect(remark?.column, text).toBe('登记区县')
      expect(remark?.message, text).toContain(outcome.replace(/[<>]/g, ''))
    }
    for (const code of new Set(good.map(({ outcome }) => outcome))) {
      const expected = good.filter(({ outcome }) => outcome === code).map(({ number }) => number)
      expect((await numbersIn(code)).toSorted(), code).toEqual(expected.toSorted())
    }
    expect(warned.filter(({ message }) => message.includes('已撤销或更名'))).toHaveLength(17)
  })

  it('stores what was written: the machine’s history names the former district', async () => {
    const machine = await db().machine.findFirstOrThrow({
      where: { registrationNumber: '3-H995381X' },
      select: { districtCode: true, cityCode: true, past: true },
    })
    expect(machine).toMatchObject({
      districtCode: '110101',
      cityCode: '110100',
      past: [{ what: '登记时区划：北京市 崇文区（110103）' }],
    })
  })

  it('what changed its city is found below the new one, by its district’s own officers too', async () => {
    const { summary, warned } = await loadRows('laiwu.csv', [
      ['3-WD000001', '2018-05-06', '371202'],
      ['3-WD000002', '2018-05-06', '山东省莱芜市钢城区'],
      ['3-WD000003', '2018-05-06', '昌都地区 昌都县'],
    ])
    expect([summary.added, warned.length]).toEqual([3, 3])
    const { headers: own } = await staffSession(db(), 'REVIEWER', '370100')
    const { body } = await callRoute(GET, { headers: own })
    const seen = machineSearchPage
      .parse(body)
      .data.map(({ registrationNumber, districtName }) => [registrationNumber, districtName])
    expect(seen).toContainEqual(['3-WD000001', '山东省 济南市 莱芜区'])
    expect(seen).toContainEqual(['3-WD000002', '山东省 济南市 钢城区'])
    expect(await numbersIn('540302')).toEqual(['3-WD000003'])
  })

  it('does not guess: several places, a code given to another since, a split district', async () => {
    const { summary, refused, warned } = await loadRows('unsure.csv', [
      ['3-WD000011', '2018-05-06', '鼓楼区'],
      ['3-WD000012', '2016-05-06', '232701'],
      ['3-WD000013', '2019-05-06', '232701'],
      ['3-WD000014', '2018-05-06', '石家庄桥东区'],
      ['3-WD000015', '2020-05-06', '浙江,杭州,余杭'],
    ])
    expect(refused.map(({ line }) => line)).toEqual([2, 3, 5])
    expect(summary.added).toBe(2)
    expect(warned.map(({ line, message }) => [line, message])).toEqual([
      [6, expect.stringContaining('含今 浙江省 杭州市 临平区（330113） 的一部分')],
    ])
  })

  it('loaded again it is known, moved or not', async () => {
    const before = await db().machine.count()
    const { summary } = await load(CASE)
    expect([summary.added, await db().machine.count()]).toEqual([0, before])
  })
})
