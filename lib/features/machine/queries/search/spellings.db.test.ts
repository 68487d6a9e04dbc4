import { beforeAll, describe, expect, it } from 'vitest'
import { machineRoutes } from '@/lib/features/machine/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { type MachineSearchPage, machineSearchPage } from '../../schema/search'

const { searchMachines: GET } = machineRoutes

let district: StaffSession
let country: StaffSession
/** The machine to find, its number and its owner's phone. */
let id: string
let number: string
let phone: string
let volvo: string

const machineOf = async (name: string, content: object) => {
  const owner = await makeAccount(db(), { type: 'UNIT', name })
  const made = await makeFiling(db(), 'COLLECTED', { ownerId: owner.id, content })
  return { id: made.machineId ?? '', number: made.registrationNumber ?? '', phone: owner.phone }
}

beforeAll(async () => {
  district = await staffSession(db(), 'SUPERVISOR', '110101')
  country = await staffSession(db(), 'SUPERVISOR', '000000')
  const wanted = await machineOf('⻓沙⻢工（北方）有限公司', {
    plate: '京A·12345',
    codes: {
      machineEnvCode: '88811111QH3111446',
      disclosureNumber: 'CN FJ G3 00 0L81 000192 000002',
      engineApprovalNumber: 'CN FC G3 0430 03 0192',
    },
    machine: { serial: 'SD16-AA·018 446', pin: 'CST00016VBD000446', model: 'XE 215-D' },
    engine: { serial: '1419D012345', model: 'YC6B155-T20' },
  })
  ;({ id, number, phone } = wanted)
  volvo = (await machineOf('沃尔沃Volvo建筑设备（ABC）有限公司', { machine: { serial: 'LMQ777' } })).id
  await machineOf('别的公司', { machine: { serial: '无', pin: '/' }, engine: { serial: '不详' } })
})

async function search(
  q: string,
  who = district,
  more: Record<string, string> = {},
): Promise<MachineSearchPage> {
  const { status, body } = await callRoute(GET, { query: { q, ...more }, headers: who.headers })
  expect(status, JSON.stringify(body)).toBe(200)
  return machineSearchPage.parse(body)
}
const ids = async (q: string, who = district) => (await search(q, who)).data.map((row) => row.id)

describe('one machine', () => {
  it.each([
    'SD16AA018446',
    'sd16-aa.018446',
    'ＳＤ１６－ＡＡ０１８４４６',
    'SD16—AA 018–446',
    '*SD16AA018446*',
    '〈SD16AA018446〉',
    '＞SD16AA018446＜',
    '出厂编号：SD16-AA018446',
    'No.SD16AA018446',
    'SD\u00ad16\u200bAA\u00a0018446\ufeff',
    "'SD16AA018446",
    '(88811111QH3111446)',
    '机械环保代码:8881 1111 qh31 11446',
    '京A12345',
    '京A•12345',
    'CN FJ G3 00 0L81 000192 000002',
    'cnfjg3000l81000192',
    'CNFCG304300301',
    'xe215d',
    'XE 215-D',
    'yc6b155t20',
    '长沙马工',
    '⻓沙⻢⼯',
    '长沙马工(北方)有限公司',
    '长 沙\u00ad马工【北方】',
  ])('is found by %j', async (q) => {
    expect(await ids(q)).toEqual([id])
    expect(await ids(q, country)).toEqual([id])
  })

  it('is found by every spelling of its number and of its owner’s phone', async () => {
    const [stage = '', body = ''] = number.split('-')
    for (const q of [
      `${stage}${body}`,
      `${stage}－${body}`,
      `号码：${stage}‑${body}`,
      `*${stage} ${body}*`,
      body,
    ])
      expect([q, await ids(q)]).toEqual([q, [id]])
    for (const q of [
      `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`,
      `0${phone}`,
      `0086${phone}`,
    ])
      expect([q, await ids(q)]).toEqual([q, [id]])
  })

  it('is displayed as it was typed', async () => {
    const [row] = (await search('SD16AA018446')).data
    expect(row).toMatchObject({
      machineSerial: 'SD16-AA·018 446',
      ownerName: '⻓沙⻢工（北方）有限公司',
      model: 'XE 215-D',
      plate: '京A·12345',
    })
  })

  it('is not compared by placeholder values', async () => {
    const rows = await db().machine.findMany({ where: { owner: { name: '别的公司' } } })
    expect(rows).toMatchObject([{ machineSerial: null, pin: null, engineSerial: null }])
    expect(await ids('不详')).toEqual([])
  })
})

describe('Latin letters of an owner’s name', () => {
  it.each(['Volvo', 'VOLVO', 'ｖｏｌｖｏ', 'abc', 'AB', 'vol'])('%s finds it', async (q) => {
    const page = await search(q)
    expect([page.meaning, page.data.map((row) => row.id)]).toEqual(['LETTERS', [volvo]])
    expect(await ids(q, country)).toEqual([volvo])
  })

  it('letters that also occur in codes find both names and codes', async () => {
    const lmq = (await machineOf('LMQ工程机械有限公司', {})).id
    expect(new Set(await ids('lmq'))).toEqual(new Set([volvo, lmq]))
    expect((await search('LMQ', district, { sort: 'number' })).total).toEqual({ value: 2, relation: 'eq' })
    expect(await ids('CST')).toEqual([id])
    const first = await search('lmq', district, { limit: '1' })
    const second = await search('lmq', district, { limit: '1', cursor: first.nextCursor ?? '' })
    expect(new Set([...first.data, ...second.data].map((row) => row.id))).toEqual(new Set([volvo, lmq]))
    expect(second.nextCursor).toBeNull()
  })

  it('letters in neither a name nor a code find nothing', async () => {
    expect(await search('XQZ')).toMatchObject({ data: [], meaning: 'LETTERS', suggestions: [] })
    expect(await search('QX')).toMatchObject({ data: [], meaning: 'LETTERS', suggestions: [] })
  })
})

describe('a code with a letter for a digit', () => {
  it.each([
    ['SD16AAO18446', 'SD16AA018446'],
    ['5D16-AA0I84', 'SD16AA0184'],
    ['88811111QH3lll446'.toUpperCase().replaceAll('L', 'I'), '88811111QH3111446'],
    ['8B811111QH31', '88811111QH31'],
    ['YC6BI5ST', 'YC6B155T'],
    ['CNFJG3000L81OOOI9Z', 'CNFJG3000L81000192'],
  ])('%s finds nothing, and %s is suggested', async (q, offered) => {
    for (const who of [district, country]) {
      const page = await search(q, who)
      expect([page.data, page.total?.value, page.suggestions]).toEqual([[], 0, [offered]])
    }
    expect(await ids(offered)).toEqual([id])
  })

  it('a number with O and I, which no number contains', async () => {
    const [stage = '', body = ''] = number.split('-')
    const typed = `${stage}-${body.replaceAll('0', 'O').replaceAll('1', 'I')}`
    expect(typed).not.toBe(number)
    expect(await search(typed)).toMatchObject({ data: [], suggestions: [`${stage}${body}`] })
  })

  it('suggests nothing if something is found, nothing from other areas, and nothing that the filters exclude', async () => {
    expect((await search('SD16AA018446')).suggestions).toEqual([])
    const other = await staffSession(db(), 'SUPERVISOR', '130200')
    expect((await search('SD16AAO18446', other)).suggestions).toEqual([])
    expect((await search('SD16AAO18446', district, { status: 'REVOKED' })).suggestions).toEqual([])
    expect((await search('QWERTYU')).suggestions).toEqual([])
  })
})
