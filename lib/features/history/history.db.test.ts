import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { PUBLIC } from '@/lib/core/actor'
import { registrationRoutes } from '@/lib/features/registration/routes'
import { db } from '@/lib/server/database/db'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'
import { newPersonNumber, newPhone, newUnitNumber } from '@/prisma/factories/identity'
import { makeSeries, numberBody } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { openSession } from '../account/commands/open-session'
import { loadHistory } from './commands/load'
import type { Remark } from './schema'

const { patchSeries: PATCH, createSeries: POST } = registrationRoutes

const HEADING =
  '环保登记号码,登记日期,所有者名称,证件号码,手机号,区县代码,机械类别,燃料种类,机械出厂编号,状态,旧号码,历史'
const dir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-history-'))
const unit = { name: '北京某某建设公司', idNumber: newUnitNumber(), phone: newPhone() }
const person = { name: '张三丰', idNumber: newPersonNumber(), phone: newPhone() }

const rowOf = (number: string, fields: Partial<Record<string, string>> = {}) =>
  [
    number,
    fields.at ?? '2019-04-18',
    fields.name ?? unit.name,
    fields.idNumber ?? unit.idNumber,
    fields.phone ?? unit.phone,
    fields.district ?? '110101',
    fields.category ?? '挖掘机',
    fields.fuel ?? '柴油',
    fields.serial ?? 'SN-1',
    fields.status ?? '有效',
    fields.former ?? '',
    fields.past ?? '',
  ].join(',')

async function load(name: string, content: string, batchSize?: number, stopAfter = Number.POSITIVE_INFINITY) {
  const file = path.join(dir, name)
  writeFileSync(file, content)
  const refused: Remark[] = []
  const warned: Remark[] = []
  let batches = 0
  const watcher = {
    refused: async (remarks: readonly Remark[]) => void refused.push(...remarks),
    warned: async (remarks: readonly Remark[]) => void warned.push(...remarks),
    progress: () => {
      batches += 1
      if (batches >= stopAfter) throw new Error('killed')
    },
    step: () => undefined,
    unknownColumns: () => undefined,
  }
  return { summary: await loadHistory(file, watcher, { batchSize }), refused, warned }
}
const table = (...rows: string[]) => `${[HEADING, ...rows].join('\r\n')}\r\n`
const machines = () => db().machine.count({ where: { loadId: { not: null } } })

/** The sums after folding, and the full count. */
async function figures() {
  const [sums] = await db().$queryRaw<{ n: number }[]>`
    SELECT coalesce(sum(count), 0)::int AS n FROM machine_stock WHERE "areaCode" = '000000'`
  return [sums?.n, await db().machine.count()]
}

describe('loading an older register', () => {
  beforeAll(async () => {
    await db().$queryRaw`SELECT fold_figures()::text`
  })

  it('takes numbers, owners, former numbers and pasts in; figures follow', async () => {
    const { summary, refused } = await load(
      'good.csv',
      table(
        rowOf('3-WA000001', { former: '2-WA000001@2021-06-01', past: '2020-05-05|变更使用地点|某局' }),
        rowOf('6-WA000002', { status: '已注销', serial: 'SN-2' }),
        rowOf('D-WA000003', { ...person, fuel: '电动', district: '北京市 海淀区' }),
      ),
    )
    expect([summary, refused]).toMatchObject([{ read: 3, added: 3, known: 0, refused: 0 }, []])
    const first = await db().machine.findUniqueOrThrow({
      where: { numberBody: 'WA000001' },
      include: { owner: true, numbers: { orderBy: { validFrom: 'asc' } }, past: true },
    })
    expect(first).toMatchObject({
      registrationNumber: '3-WA000001',
      status: 'ACTIVE',
      filingId: null,
      districtCode: '110101',
    })
    expect(first.registeredAt.toISOString()).toBe('2019-04-17T16:00:00.000Z')
    expect(first.numbers.map(({ number, validTo }) => [number, validTo === null])).toEqual([
      ['2-WA000001', false],
      ['3-WA000001', true],
    ])
    expect(first.past).toMatchObject([{ what: '变更使用地点', by: '某局' }])
    expect([first.owner.name, openIdNumber(first.owner), openPhone(first.owner)]).toEqual([
      unit.name,
      unit.idNumber,
      unit.phone,
    ])
    expect(await db().machine.count({ where: { ownerId: first.ownerId } })).toBe(2)
    const [sums, all] = await figures()
    expect(sums).toBe(all)
    const audits = await db().auditEvent.findMany({
      where: { subjectId: summary.loadId },
      orderBy: { id: 'asc' },
    })
    expect(audits.map(({ action }) => action)).toEqual(['history.begin', 'history.load', 'history.finish'])
  })

  it('counts loaded rows as known; other facts under the same body are refused', async () => {
    const before = await machines()
    const same = rowOf('6-WA000002', { status: '已注销', serial: 'SN-2' })
    expect((await load('again.csv', table(same))).summary).toMatchObject({ added: 0, known: 1 })
    const other = await load('other.csv', table(rowOf('2-WA000002', { serial: 'SN-2' })))
    expect(other.summary).toMatchObject({ added: 0, refused: 1 })
    expect(other.refused[0]?.message).toContain('已存在')
    expect(await machines()).toBe(before)
  })

  it('continues after it was killed, without duplicates', async () => {
    const content = table(
      ...Array.from({ length: 7 }, (_, n) => rowOf(`2-WB00000${n}`, { serial: `B-${n}` })),
    )
    await expect(load('killed.csv', content, 2, 2)).rejects.toThrow('killed')
    const left = await db().machine.count({ where: { numberBody: { startsWith: 'WB' } } })
    expect(left).toBeGreaterThanOrEqual(4)
    expect((await load('killed.csv', content, 2)).summary).toMatchObject({
      read: 7,
      added: 7 - left,
      known: left,
    })
    expect(await db().machine.count({ where: { numberBody: { startsWith: 'WB' } } })).toBe(7)
    const [sums, all] = await figures()
    expect(sums).toBe(all)
  })

  it.each([
    ['环保登记号码', 'Z-1', {}],
    ['登记日期', '2-WC000001', { at: '2019-02-30' }],
    ['登记日期', '2-WC000001', { at: '2999-01-01' }],
    ['所有者名称', '2-WC000001', { name: ' ' }],
    ['证件号码', '2-WC000001', { idNumber: '123' }],
    ['登记区县', '2-WC000001', { district: '999999' }],
    ['机械类别', '2-WC000001', { category: '飞机' }],
    ['燃料种类', '2-WC000001', { fuel: '' }],
    ['状态', '2-WC000001', { status: '不明' }],
    ['旧号码', '2-WC000001', { former: '2-IO000001@2020-01-01' }],
    ['历史', '2-WC000001', { past: '某日|变更' }],
  ])('refuses at %s, with the line', async (column, number, fields) => {
    const { summary, refused } = await load('bad.csv', table(rowOf(number, fields)))
    expect(summary).toMatchObject({ added: 0, refused: 1 })
    expect(refused.map((each) => [each.line, each.column])).toEqual([[2, column]])
    expect(JSON.stringify(refused)).not.toContain(unit.idNumber)
  })

  it('names the first line of a number that occurs twice', async () => {
    const { refused } = await load('twice.csv', table(rowOf('2-WD000001'), rowOf('3-WD000001')))
    expect(refused).toMatchObject([{ line: 3, message: expect.stringContaining('第 2 行') }])
  })

  it('refuses a number that a series has not issued yet', async () => {
    const series = await makeSeries(db(), '110101', { nextSerial: 50 })
    const given = numberBody(series, 49)
    const waiting = numberBody(series, 50)
    const { summary, refused } = await load('series.csv', table(rowOf(`2-${given}`), rowOf(`2-${waiting}`)))
    expect(summary).toMatchObject({ added: 1, refused: 1 })
    expect(refused).toMatchObject([{ line: 3, message: expect.stringContaining('号段') }])
  })

  it('keeps its numbers out of every series that is made or lengthened later', async () => {
    const series = await makeSeries(db(), '110101', { lastSerial: 100 })
    const beyond = numberBody(series, 150)
    expect((await load('beyond.csv', table(rowOf(`2-${beyond}`, { serial: beyond })))).summary.added).toBe(1)
    const admin = await staffSession(db(), 'ADMINISTRATOR', '110000')
    const lengthen = (lastSerial: number) =>
      callRoute<{ code: string }>(PATCH, {
        params: { id: series.id },
        body: { lastSerial },
        headers: admin.headers,
      })
    expect(await lengthen(149)).toMatchObject({ status: 200 })
    expect(await lengthen(150)).toMatchObject({ status: 409, body: { code: 'SERIES_OVERLAP' } })
    const made = (firstSerial: number) => {
      const body = { divisionCode: '110101', prefix: series.prefix, firstSerial, lastSerial: 900 }
      return callRoute<{ code: string }>(POST, { body, headers: admin.headers })
    }
    expect(await made(150)).toMatchObject({ status: 409, body: { code: 'SERIES_OVERLAP' } })
    expect(await made(151)).toMatchObject({ status: 201 })
  })

  it('a phone may be the contact of several; a check character that fails is a warning', async () => {
    // The sample number of GB 11643 with a wrong check character; not a valid unit code either.
    const wrong = '110105194912310021'
    const { summary, warned } = await load(
      'phone.csv',
      table(rowOf('2-WE000001', { name: '李四', idNumber: wrong, phone: unit.phone })),
    )
    expect(summary).toMatchObject({ added: 1, refused: 0 })
    expect(warned.map(({ column }) => column)).toEqual(['证件号码'])
    const loaded = await db().machine.findUniqueOrThrow({
      where: { numberBody: 'WE000001' },
      include: { owner: true },
    })
    expect(openPhone(loaded.owner)).toBe(unit.phone)
  })

  it('gives a loaded owner no sign-in', async () => {
    await expect(
      openSession(PUBLIC, { phone: unit.phone, password: 'demo-Nrmm-2026' }),
    ).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
    })
  })

  it('reads NDJSON by the names of the contract', async () => {
    const line = {
      registrationNumber: '2-WF000001',
      registeredAt: '2019-04-18T02:00:00.000Z',
      owner: { ...unit, type: 'UNIT' },
      districtCode: '110101',
      machine: { categoryCode: 'EXCAVATOR', serial: 'F-1' },
      engine: { fuelCode: 'DIESEL' },
      past: [{ at: '2020-01-01', what: '年检; 合格|通过', by: null }],
    }
    // Invalid characters refuse the line, not the file; a line break becomes a blank.
    const other = (registrationNumber: string, more: object) =>
      JSON.stringify({ ...line, registrationNumber, past: [], ...more })
    const damaged = [
      other('2-WF000002', { owner: { ...unit, type: 'UNIT', name: '北京\u0007公司' } }),
      other('2-WF000003', { past: [{ at: '2020-01-01', what: '变\0更' }] }),
    ]
    const whole = other('2-WF000006', { machine: { categoryCode: 'EXCAVATOR', model: 'ZX\n200' } })
    const lines = [JSON.stringify(line), '{"broken', ...damaged, whole]
    const { summary, refused } = await load('lines.ndjson', lines.join('\n'))
    expect(summary).toMatchObject({ read: 5, added: 2, refused: 3 })
    expect(refused.map((remark) => remark.line)).toEqual([2, 3, 4])
    const broken = await db().machine.findUniqueOrThrow({ where: { numberBody: 'WF000006' } })
    expect(broken.content).toMatchObject({ machine: { model: 'ZX 200' } })
    const row = await db().machine.findUniqueOrThrow({
      where: { numberBody: 'WF000001' },
      include: { past: true },
    })
    expect(row.past[0]?.what).toBe('年检; 合格|通过')
  })
})
