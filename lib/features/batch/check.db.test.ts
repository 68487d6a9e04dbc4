import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chinaDay } from '@/lib/core/clock'
import { db } from '@/lib/server/database/db'
import { WEB_LIMITS } from '@/lib/server/sheet/sheet'
import { openSheetApart } from '@/lib/server/sheet/sheet-process'
import { makeFiling } from '@/prisma/factories/filing'
import { FIRST_LINE, filledTable, type TypedRow, typedMachine } from '@/testing/batch-table'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { MAX_BATCHES } from './commands/check-table'
import { batchRoutes } from './routes'
import type { BatchDto, BatchRow } from './schema'

let token: string
let accountId: string
beforeAll(async () => {
  const owner = await ownerSession(db())
  token = owner.token
  accountId = owner.id
})
beforeEach(async () => {
  await db().filingBatch.deleteMany({ where: { accountId } })
})

type Answer<T> = { status: number; body: T & { detail?: string; code?: string } }

async function send(content: Buffer | string, name = '车队.xlsx'): Promise<Answer<BatchDto>> {
  return callRoute(batchRoutes.checkBatch, { token, file: { content, name } })
}

async function rowsOf(id: string, query: Record<string, string> = {}): Promise<BatchRow[]> {
  const answer = await callRoute<{ data: BatchRow[] }>(batchRoutes.batchRows, {
    token,
    params: { id },
    query: { limit: '100', ...query },
  })
  expect(answer.status).toBe(200)
  return answer.body.data
}

/** [index from 0, what is typed instead, column, the words of the fault] */
const PLANTED: [index: number, change: TypedRow, column: string, words: string][] = [
  [0, { 登记类型: '机器' }, '登记类型', '机械 或 场内'],
  [1, { 登记类型: '' }, '登记类型', '请选择登记类型'],
  [2, { 登记区县: '北京市' }, '登记区县', '请写到区县'],
  [3, { 登记区县: '' }, '登记区县', '请选择登记区县'],
  [4, { 登记区县: '999999' }, '登记区县', '没有区划代码'],
  [5, { 使用地点: '月球' }, '使用地点', '不在可选范围内'],
  [6, { '有无发动机、机械铭牌': '也许' }, '有无发动机、机械铭牌', '是 或 否'],
  [7, { 机械环保代码: '8881111' }, '机械环保代码', '17 位'],
  [8, { 机械类别: '飞机' }, '机械类别', '不在可选范围内'],
  [9, { 机械类别: '' }, '机械类别', '请选择机械类别'],
  [10, { 燃料种类: '煤' }, '燃料种类', '不在可选范围内'],
  [11, { 机械出厂日期: chinaDay(new Date(Date.now() + 5 * 86_400_000)) }, '机械出厂日期', '不能晚于今天'],
  [12, { 机械出厂日期: '去年' }, '机械出厂日期', ''],
  [13, { 机械额定功率: '131马力' }, '机械额定功率', '应填写数字'],
  [14, { 机械额定功率: '-5' }, '机械额定功率', '大于 0'],
  [15, { 排放阶段: '欧三' }, '排放阶段', '不在可选范围内'],
  [16, { 机械名称: '挖'.repeat(101) }, '机械名称', '不能超过 100 个字'],
  [17, { 登记类型: '场内', 环保信息公开编号: '1' }, '机械号牌', '场内机械应填写'],
  [18, { 机械出厂编号: '1.23E+17' }, '机械出厂编号', '科学计数'],
  [19, { '是否安装 DPF': '装了' }, '是否安装 DPF', '是 或 否'],
]

describe('a fleet of 300 machines in one table', () => {
  it('names each of twenty planted faults by line and column, and finds no other', async () => {
    const typed = Array.from({ length: 300 }, (_, n) => typedMachine(n))
    for (const [index, change] of PLANTED) typed[index] = { ...typed[index], ...change }
    const { status, body } = await send(await filledTable(typed))
    expect(status).toBe(201)
    expect(body).toMatchObject({ status: 'CHECKED', rows: 300, faulty: 20, waiting: 280, drafted: 0 })
    const faulty = await rowsOf(body.id, { state: 'FAULTY' })
    expect(faulty).toHaveLength(PLANTED.length)
    for (const [index, , column, words] of PLANTED) {
      const row = faulty.find(({ line }) => line === index + FIRST_LINE)
      expect(row?.faults.map((fault) => fault.column)).toEqual([column])
      expect(row?.faults[0]?.message).toContain(words)
    }
  })

  it('gives the faulty rows back to be mended, and takes them mended', async () => {
    const typed = [
      typedMachine(1),
      { ...typedMachine(2), 登记类型: '机器' },
      { ...typedMachine(3), 登记类型: '' },
    ]
    const { body } = await send(await filledTable(typed))
    const file = await fetchRoute(batchRoutes.batchFaults, { token, params: { id: body.id } })
    expect(file.status).toBe(200)
    const bytes = Buffer.from(await file.arrayBuffer())
    const sheet = await openSheetApart(bytes, WEB_LIMITS)
    const lines: unknown[][] = []
    for await (const { cells } of sheet.rows) lines.push([...cells])
    expect(lines[0]?.slice(0, 3)).toEqual(['需要改正', '原表行号', '登记类型 *'])
    expect(lines.slice(1).map((cells) => cells.slice(0, 3))).toEqual([
      ['登记类型：登记类型应为 机械 或 场内', '4', '机器'],
      ['登记类型：请选择登记类型', '5', null],
    ])
    // Uploaded as it is, the same faults; the two columns added are no unknown ones.
    const again = await send(bytes)
    expect(again.body).toMatchObject({ rows: 2, faulty: 2, unknownColumns: [] })
  })
})

describe('the same machine', () => {
  it('twice in one table is a fault of both rows; an engine twice is only told', async () => {
    const one = typedMachine(21)
    const two = { ...typedMachine(22), 机械出厂编号: one.机械出厂编号 ?? '' }
    const maker = {
      ...typedMachine(23),
      机械出厂编号: one.机械出厂编号 ?? '',
      机械生产厂: '徐工',
    }
    const engine = { ...typedMachine(24), 发动机出厂编号: one.发动机出厂编号 ?? '' }
    const { body } = await send(await filledTable([one, two, maker, engine]))
    const rows = await rowsOf(body.id)
    expect(rows.map(({ state }) => state)).toEqual(['FAULTY', 'FAULTY', 'WAITING', 'WAITING'])
    expect(rows[0]?.faults[0]).toMatchObject({
      path: 'machine.serial',
      message: expect.stringContaining('第 4 行'),
    })
    expect(rows[1]?.faults[0]).toMatchObject({
      path: 'machine.serial',
      message: expect.stringContaining('第 3 行'),
    })
    expect(rows[3]?.notes[0]).toMatchObject({
      path: 'engine.serial',
      message: expect.stringContaining('第 3 行'),
    })
  })

  it('of the owner, registered or waiting, is named; of others nothing is told', async () => {
    const serials = ['OWN-1', 'OWN-2', 'OTHER-1']
    const machine = (serial: string | undefined) => ({
      machine: { serial: serial ?? '', manufacturer: '山推工程机械股份有限公司', model: 'SE215' },
    })
    await makeFiling(db(), 'COLLECTED', {
      ownerId: accountId,
      filerId: accountId,
      content: machine(serials[0]),
    })
    await makeFiling(db(), 'SUBMITTED', {
      ownerId: accountId,
      filerId: accountId,
      content: machine(serials[1]),
    })
    await makeFiling(db(), 'COLLECTED', { content: machine(serials[2]) })
    const typed = serials.map((serial, n) => ({ ...typedMachine(40 + n), 机械出厂编号: serial }))
    const { body } = await send(await filledTable(typed))
    const rows = await rowsOf(body.id)
    expect(rows.map(({ faults }) => faults.map(({ message }) => message).join())).toEqual([
      expect.stringContaining('名下已登记的机械（环保登记号码'),
      expect.stringContaining('待审核'),
      '',
    ])
    expect(rows[2]?.notes).toEqual([])
  })
})

describe('a file as a whole', () => {
  it('may be the template: its headings are known, its explanations are no machine', async () => {
    const file = await fetchRoute(batchRoutes.batchTemplate, { token })
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toContain('批量登记模板.xlsx')
    const { status, body } = await send(Buffer.from(await file.arrayBuffer()))
    expect(status).toBe(422)
    expect(body.detail).toContain('没有填写机械')
  })

  it('is read as CSV too, in any order of columns, and unknown ones are named', async () => {
    const head = '备注,燃料,机械类别,登记类型,登记区县,使用地点,有无发动机、机械铭牌'
    const csv = `\ufeff${head}\r\n自用,柴油,挖机,机械,110101,施工工地,有\r\n`
    const { body } = await send(csv, 'C:\\车队\\机械.csv')
    expect(body).toMatchObject({ fileName: '机械.csv', rows: 1, faulty: 0, unknownColumns: ['备注'] })
  })

  it.each([
    ['no table', 'hello', '列名'],
    [
      'without a required column',
      '登记类型,登记区县,机械类别\r\n机械,110101,挖掘机\r\n',
      '缺少必填的列：使用地点',
    ],
    [
      'without machines',
      '登记类型,登记区县,使用地点,有无发动机、机械铭牌,机械类别,燃料种类\r\n',
      '没有填写机械',
    ],
  ])('%s is refused with what to do', async (_, content, words) => {
    const { status, body } = await send(content)
    expect(status).toBe(422)
    expect(body.detail).toContain(words)
    expect(await db().filingBatch.count({ where: { accountId } })).toBe(0)
  })

  it('is refused beyond fifty of an account, and can be deleted', async () => {
    const rows = Array.from({ length: MAX_BATCHES }, () => ({ accountId, fileName: 'x', unknownColumns: [] }))
    await db().filingBatch.createMany({ data: rows })
    const sheet = await filledTable([typedMachine(60)])
    expect((await send(sheet)).status).toBe(409)
    const { id } = await db().filingBatch.findFirstOrThrow({ where: { accountId } })
    expect((await callRoute(batchRoutes.discardBatch, { token, params: { id } })).status).toBe(204)
    expect((await send(sheet)).status).toBe(201)
  })
})
