import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { caseFile, loadRegister, registerFile } from '@/testing/load-register'
import { loadHistory } from './commands/load'
import type { Remark } from './schema'

const CASES = caseFile('C-dates.csv')

/** The outcome for a registration: the stored dates, or why it was refused. */
async function outcome(body: string) {
  const machine = await db().machine.findUnique({ where: { numberBody: body } })
  if (!machine) return null
  const { content, registeredAt, registeredPrecision, manufacturedYear } = machine
  const made: unknown =
    content && typeof content === 'object' && Reflect.get(Reflect.get(content, 'machine'), 'manufacturedOn')
  return { made: made ?? null, year: manufacturedYear, at: registeredAt.toISOString(), registeredPrecision }
}
const messages = (list: readonly Remark[], line: number) =>
  list.filter((remark) => remark.line === line).map(({ column, message }) => `${column}：${message}`)
const lineOf = (body: string) =>
  readFileSync(CASES, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(`3-${body}`)) + 1

describe('the dates of an older register (C-dates.csv)', () => {
  let refused: readonly Remark[] = []
  let warned: readonly Remark[] = []
  beforeAll(async () => {
    const result = await loadRegister(loadHistory, CASES)
    refused = result.refused
    warned = result.warned
  })

  const DAY = '2020-05-05T16:00:00.000Z'
  it.each([
    ['H995380R', '2019-09', 2019],
    ['H995380S', '2019-09', 2019],
    ['H995380T', '2019-09', 2019],
    ['H995380U', '2019-09', 2019],
    ['H995380V', '2019', 2019],
    ['H9953810', '2019-09-10', 2019],
    ['H9953811', '2019-09-10', 2019],
    ['H9953812', '2019-09-10', 2019],
    ['H9953813', '2019-09-10', 2019],
    ['H9953814', '2019-09-10', 2019],
  ])('%s was made %s', async (body, made, year) => {
    expect(await outcome(body)).toEqual({ made, year, at: DAY, registeredPrecision: 'DAY' })
    expect(messages(warned, lineOf(body))).toEqual([])
  })

  it.each([
    ['H995380W', '“不详”不是日期，按不详处理，未载入'],
    ['H995380X', '“无”不是日期，按不详处理，未载入'],
    ['H995380Y', '“/”不是日期，按不详处理，未载入'],
    ['H995380Z', '“—”不是日期，按不详处理，未载入'],
    ['H9953815', '1900-01-01 是系统的空日期，按不详处理，未载入'],
    ['H9953817', '1970-01-01 是系统的空日期，按不详处理，未载入'],
  ])('%s has no date of manufacture, with a warning', async (body, message) => {
    expect(await outcome(body)).toEqual({ made: null, year: null, at: DAY, registeredPrecision: 'DAY' })
    expect(messages(warned, lineOf(body))).toEqual([`机械出厂日期：${message}`])
  })

  it.each([
    ['H9953816', '日期不存在，请核对'],
    ['H9953818', '日期不合理，请核对年份'],
  ])('%s is refused', async (body, message) => {
    expect(await outcome(body)).toBeNull()
    expect(messages(refused, lineOf(body))).toEqual([`机械出厂日期：${message}`])
  })

  it.each([
    ['H9953819', '2020-04-30T16:00:00.000Z', 'MONTH'],
    ['H995381A', '2020-04-30T16:00:00.000Z', 'MONTH'],
    ['H995381B', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['H995381C', '2020-05-06T16:00:00.000Z', 'DAY'],
    ['H995381D', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['H995381E', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['H995381F', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['H995381G', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['H995381H', '2020-05-06T12:30:00.000Z', 'TIME'],
    ['H995381J', '2020-05-06T12:30:00.000Z', 'TIME'],
  ])('%s was registered at %s, known to the %s', async (body, at, registeredPrecision) => {
    expect(await outcome(body)).toEqual({ made: '2019-09-10', year: 2019, at, registeredPrecision })
  })

  it('a second time every registration is known, and none is refused for another precision', async () => {
    const { summary } = await loadRegister(loadHistory, CASES)
    expect(summary).toMatchObject({ read: 28, added: 0, known: 26, refused: 2 })
  })

  it('a day where a month is registered is another fact; a registration must have a real date', async () => {
    const [heading = '', ...rows] = readFileSync(CASES, 'utf8').trim().split(/\r?\n/)
    const row = rows.find((each) => each.startsWith('3-H9953819')) ?? ''
    const dates = ['2020-05-01', '不详', '1900-01-01', '1970-01-01', '', '2999-01-01', '20-5-6', '5/6/2020']
    const changed = dates.map((date, n) =>
      row.replace('2020年5月', date).replace('3-H9953819', n === 0 ? '3-H9953819' : `3-H99539A${n}`),
    )
    const file = registerFile('changed.csv', [heading, ...changed].join('\r\n'))
    const { summary, refused } = await loadRegister(loadHistory, file)
    expect(summary).toMatchObject({ added: 0, known: 0, refused: dates.length })
    expect(dates.map((_, n) => messages(refused, n + 2).join())).toEqual([
      expect.stringContaining('登记内容不同'),
      '登记日期：“不详”不是日期，请填写真实的日期',
      '登记日期：1900-01-01 是系统的空日期，请填写真实的日期',
      '登记日期：1970-01-01 是系统的空日期，请填写真实的日期',
      expect.stringContaining('应填写日期'),
      '登记日期：日期不合理，请核对年份',
      expect.stringContaining('年份请写四位'),
      expect.stringContaining('月和日的先后不清楚'),
    ])
  })

  it('the database accepts the first instant of what is known, and nothing else', async () => {
    const where = { numberBody: 'H9953819' }
    const later = new Date('2020-05-02T16:00:00Z')
    await expect(db().machine.update({ where, data: { registeredAt: later } })).rejects.toThrow()
    await expect(db().machine.update({ where, data: { registeredPrecision: 'YEAR' } })).rejects.toThrow()
  })
})
