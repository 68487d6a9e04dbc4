import { describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { newUnitNumber } from '@/prisma/factories/identity'
import { makeStaff } from '@/prisma/factories/staff'
import { caseFile, loadRegister, registerFile } from '@/testing/load-register'
import { loadHistory } from './commands/load'

const HEADING = '环保登记号码,登记日期,所有者名称,证件号码,手机号,登记区县,机械类别,燃料种类'
const OLD = '北京旧名租赁有限公司'
/** Of the same person as 130503670401001. */
const LONG = '130503196704010016'
const NEW = '北京新名工程有限公司'

const row = (number: string, day: string, name: string, idNumber: string, phone = '') =>
  [number, day, name, idNumber, phone, '110101', '挖掘机', '柴油'].join(',')
const loadRows = (rows: string[], batchSize?: number) =>
  loadRegister(loadHistory, registerFile('rows.csv', [HEADING, ...rows].join('\n')), { batchSize })

async function ownerOf(number: string) {
  const { owner } = await db().machine.findFirstOrThrow({
    where: { registrationNumber: number },
    include: { owner: true },
  })
  return { ...owner, idNumber: openIdNumber(owner), phone: owner.phone && openPhone(owner) }
}

const ownersOf = (loadId: string) =>
  db().machine.findMany({ where: { loadId }, orderBy: { numberBody: 'asc' }, select: { owner: true } })

describe('owners of an older register', () => {
  it('numbers that came as numbers are refused with a remedy: never one owner (A-id-as-number.xlsx)', async () => {
    const { summary, refused } = await loadRegister(loadHistory, caseFile('A-id-as-number.xlsx'))
    expect(summary).toMatchObject({ read: 4, added: 0, refused: 4 })
    expect(refused.map(({ line, column }) => [line, column])).toEqual(
      [2, 3, 4, 5].map((line) => [line, '证件号码']),
    )
    for (const { message } of refused) expect(message).toContain('文本格式')
    expect(await ownersOf(summary.loadId)).toEqual([])
  })

  it.each([
    ['owner.idNumber', 110105198001011019n, '证件号码'],
    ['machine.serial', 12345678901234567n, '机械出厂编号'],
    ['codes.disclosureNumber', '1.23457E+17', '环保信息公开编号'],
    ['registrationNumber', 3000000000000000n, '环保登记号码'],
  ])('likewise in NDJSON: %s', async (path, value, column) => {
    const line: Record<string, unknown> = {
      registrationNumber: '3-WN000001',
      registeredAt: '2019-04-18',
      'owner.name': '甲某',
      'owner.idNumber': '110105198001011019',
      districtCode: '110101',
      'machine.categoryCode': 'EXCAVATOR',
      'engine.fuelCode': 'DIESEL',
      [path]: typeof value === 'string' ? value : `#${value}#`,
    }
    const text = JSON.stringify(line).replace(/"#(\d+)#"/, '$1')
    const { summary, refused } = await loadRegister(loadHistory, registerFile('n.ndjson', text))
    expect(summary).toMatchObject({ added: 0, refused: 1 })
    expect(refused).toMatchObject([{ column, message: expect.stringContaining('文本格式') }])
  })

  it('documents of every kind are stored as what they are; anything else is refused by row (B-ids.csv)', async () => {
    const { summary, refused, warned } = await loadRegister(loadHistory, caseFile('B-ids.csv'))
    expect(summary).toMatchObject({ read: 17, added: 15, refused: 2 })
    expect(refused.map(({ line, column }) => [line, column])).toEqual([
      [14, '证件号码'],
      [15, '证件号码'],
    ])
    const owners = await ownersOf(summary.loadId)
    expect(
      owners.map(({ owner: { name, documentKind, type } }) => `${name} ${type} ${documentKind}`),
    ).toEqual([
      '老证 PERSON RESIDENT_ID_15',
      '老证 PERSON RESIDENT_ID_15',
      '老执照单位 UNIT BUSINESS_LICENCE',
      '老机构代码单位 UNIT ORGANISATION_CODE',
      '老机构代码单位 UNIT ORGANISATION_CODE',
      '厦门单位 UNIT UNIT_CODE',
      '个体户 UNIT UNIT_CODE',
      '外国人 PERSON FOREIGNER_RESIDENCE',
      '外国人旧 PERSON FOREIGNER_RESIDENCE',
      '香港人 PERSON HM_TRAVEL_PERMIT',
      '护照 PERSON PASSPORT',
      '军官 PERSON MILITARY_ID',
      '撇号 PERSON RESIDENT_ID',
      '小写x PERSON RESIDENT_ID',
      '制表符 PERSON RESIDENT_ID',
    ])
    // The same document twice, under two names of the same day: the first wins, and both codes are one unit.
    expect(warned.filter(({ column }) => column === '所有者名称').map(({ line }) => line)).toEqual([3, 6])
    expect((await ownerOf('3-H995380N')).idNumber).toBe('110105198001011019')
  })

  it('a number of 15 digits matches the 18 of the same person, in both orders', async () => {
    await loadRows([row('2-WP000001', '2012-01-01', '张三', '130503670401001')])
    await loadRows([row('2-WP000002', '2015-01-01', '张三', LONG)])
    expect((await ownerOf('2-WP000001')).id).toBe((await ownerOf('2-WP000002')).id)
    expect(await ownerOf('2-WP000001')).toMatchObject({
      documentKind: 'RESIDENT_ID',
      idNumber: LONG,
    })
    await loadRows([row('2-WP000003', '2011-01-01', '张三', '130503670401001')])
    expect((await ownerOf('2-WP000003')).documentKind).toBe('RESIDENT_ID')
  })

  it('phones are contacts, landlines as they are, and sign nobody in (E-phones.csv)', async () => {
    const { summary, warned } = await loadRegister(loadHistory, caseFile('E-phones.csv'))
    expect(summary).toMatchObject({ read: 12, added: 12, refused: 0 })
    const phoneOf = async (number: string) => (await ownerOf(number)).phone
    const mobiles = {
      K: '13800139538',
      L: '13700099538',
      M: '13700099539',
      N: '13600099538',
      R: '13400099538',
    }
    const more = { S: '13300099538', T: '13200099538', U: '13195389538', W: '13800099538' }
    for (const [sign, phone] of Object.entries({ ...mobiles, ...more }))
      expect(await phoneOf(`3-H995381${sign}`)).toBe(phone)
    expect(await phoneOf('3-H995381P')).toBe('010-12345678')
    expect((await ownerOf('3-H995381P')).phoneIndex).toBeNull()
    for (const number of ['3-H995381Q', '3-H995381V']) expect(await phoneOf(number)).toBeNull()
    expect(warned).toContainEqual(
      expect.objectContaining({ line: 7, column: '手机号', message: expect.stringContaining('文本格式') }),
    )
    const owners = await ownersOf(summary.loadId)
    expect(owners.every(({ owner }) => owner.registeredAt === null)).toBe(true)
  })

  it('of several names the newest registration’s, whatever the order (G-renamed.csv)', async () => {
    const { summary, warned } = await loadRegister(loadHistory, caseFile('G-renamed.csv'))
    expect(warned.map(({ line, column }) => [line, column])).toEqual([
      [2, '所有者名称'],
      [4, '所有者名称'],
    ])
    expect(await ownerOf('3-H9980303')).toMatchObject({ name: NEW, phone: '13999803002' })
    const owners = await ownersOf(summary.loadId)
    expect(new Set(owners.map(({ owner }) => owner.id)).size).toBe(1)
  })

  const renamed = (serial: number) => {
    const code = newUnitNumber()
    return [
      row(`3-WQ0${serial}001`, '2019-12-01', OLD, code, '13999803001'),
      row(`3-WQ0${serial}002`, '2022-03-01', NEW, code, '13999803002'),
      row(`3-WQ0${serial}003`, '2020-03-01', OLD, code, '13999803003'),
    ] as const
  }

  it.each([
    [10, 50, [0, 1, 2]],
    [11, 50, [2, 1, 0]],
    [12, 1, [0, 1, 2]],
    [13, 1, [2, 0, 1]],
    [14, 1, [1, 0, 2]],
    [15, 2, [2, 1, 0]],
  ])('the same in other orders and batches (%i: batches of %i, order %j)', async (serial, size, order) => {
    const rows = renamed(serial)
    const { warned } = await loadRows(
      order.map((at) => rows[at] ?? ''),
      size,
    )
    expect(warned.length).toBeGreaterThan(0)
    expect(await ownerOf(`3-WQ0${serial}001`)).toMatchObject({ name: NEW, phone: '13999803002' })
  })

  it('also in separate loads; searches find the current name', async () => {
    const loads = []
    for (const each of renamed(16)) loads.push((await loadRows([each])).summary.loadId)
    expect(await ownerOf('3-WQ016003')).toMatchObject({ name: NEW })
    const [found] = await db().$queryRaw<{ now: number; before: number }[]>`
      SELECT count(*) FILTER (WHERE gram = '新名')::int AS now, count(*) FILTER (WHERE gram = '旧名')::int AS before
      FROM machine_owner_gram g JOIN machine m ON m.id = g."machineId" WHERE m."loadId" = ANY(${loads}::uuid[])`
    expect(found).toEqual({ now: 3, before: 0 })
  })

  it('a name that occurs again later stays the newest', async () => {
    const code = newUnitNumber()
    await loadRows([row('3-WR000001', '2019-01-01', OLD, code)])
    await loadRows([row('3-WR000002', '2022-01-01', OLD, code)])
    await loadRows([row('3-WR000003', '2020-01-01', NEW, code)])
    expect(await ownerOf('3-WR000003')).toMatchObject({ name: OLD })
  })

  it('keeps numbers of the document in the index only as keys', async () => {
    await loadRows([row('3-WS000001', '2019-01-01', '港人', 'H7654321001')])
    const { idNumberIndex } = await ownerOf('3-WS000001')
    expect(idNumberIndex).toBe(blindIndex('id', 'HM_TRAVEL_PERMIT:H76543210'))
  })

  it('a row with a name that a proved unit had is that unit’s; one with a name it never had waits', async () => {
    const idNumber = newUnitNumber()
    const { id } = await makeAccount(db(), { type: 'UNIT', name: NEW, idNumber })
    const { id: recordedById } = await makeStaff(db(), 'COUNTER', '110101')
    const [fromAt, untilAt] = [new Date('2019-01-01'), new Date('2024-01-01')]
    await db().formerName.create({ data: { accountId: id, name: OLD, fromAt, untilAt, recordedById } })
    await loadRows([
      row('2-W7770001', '2019-04-18', OLD, idNumber),
      row('2-W7770002', '2019-04-18', '北京他名租赁有限公司', idNumber),
    ])
    expect((await ownerOf('2-W7770001')).id).toBe(id)
    expect(await ownerOf('2-W7770002')).toMatchObject({ registrantId: id, registeredAt: null })
  })
})
