import { beforeAll, describe, expect, it } from 'vitest'
import type { Page } from '@/lib/core/page'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { type FilingSeed, makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { QUEUE_SLUGS, type QueueRow } from '../schema/console'
import type { FilingStatus } from '../schema/owner'

const { listQueue: LIST, queues: IS_COMPARABLE } = filingRoutes

const ago = (days: number) => new Date(Date.now() - days * 86_400_000)

let reviewer: StaffSession
let supervisor: StaffSession

async function list(query: Record<string, string>, who = supervisor) {
  const { status, body } = await callRoute<Page<QueueRow>>(LIST, {
    query: { limit: '100', ...query },
    headers: who.headers,
  })
  expect(status).toBe(200)
  return body
}

const ids = async (query: Record<string, string>, who = supervisor) =>
  (await list(query, who)).data.map(({ id }) => id)

async function counts(who: StaffSession): Promise<Record<string, number>> {
  const { body } = await callRoute<{ data: { slug: string; count: number }[] }>(IS_COMPARABLE, {
    headers: who.headers,
  })
  return Object.fromEntries(body.data.map(({ slug, count }) => [slug, count]))
}

const make = async (status: FilingStatus, seed: FilingSeed = {}) => (await makeFiling(db(), status, seed)).id

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER', '110101')
  supervisor = await staffSession(db(), 'SUPERVISOR', '110000')
})

describe('queues', () => {
  it('hold each filing by its state, and count what they hold, for every queue', async () => {
    const other = await staffSession(db(), 'REVIEWER', '110101')
    const made = {
      submitted: await make('SUBMITTED'),
      overdue: await make('SUBMITTED', { submittedAt: ago(9) }),
      mine: await make('IN_REVIEW', { reviewerId: reviewer.id, submittedAt: ago(8) }),
      other: await make('IN_REVIEW', { reviewerId: other.id }),
      returned: await make('RETURNED'),
      approved: await make('APPROVED'),
      declined: await make('DECLINED'),
      draft: await make('DRAFT'),
      withdrawn: await make('WITHDRAWN'),
      collected: await make('COLLECTED'),
      foreign: await make('SUBMITTED', { districtCode: '130203' }),
    }
    const expected = {
      pending: [made.overdue, made.submitted],
      mine: [made.mine],
      'in-review': [made.mine, made.other],
      returned: [made.returned],
      overdue: [made.overdue, made.mine],
      approved: [made.approved],
      declined: [made.declined],
      duplicates: [],
      'second-look': [],
    }
    const counted = await counts(reviewer)
    for (const queue of QUEUE_SLUGS) {
      expect([queue, await ids({ queue }, reviewer)]).toEqual([queue, expected[queue]])
      expect([queue, counted[queue]]).toEqual([queue, expected[queue].length])
    }
    const counter = await staffSession(db(), 'COUNTER', '110101')
    expect(await counts(counter)).toEqual({ changes: 0, holders: 0, waiting: 1 })
    expect(await counts(await staffSession(db(), 'ADMINISTRATOR', '110101'))).toEqual({ confirmations: 0 })
  })

  it('return a row as the table shows it', async () => {
    const { data } = await list({ queue: 'mine' }, reviewer)
    expect(data[0]).toMatchObject({
      status: 'IN_REVIEW',
      categoryCode: 'BULLDOZER',
      machineModel: 'SD16',
      districtName: '东城区',
      ownerType: 'PERSON',
      claimedBy: { id: reviewer.id, name: reviewer.name },
      registrationNumber: null,
    })
    const [approved] = (await list({ queue: 'approved' }, reviewer)).data
    expect(approved?.registrationNumber).toMatch(/^3-/)
  })

  it('page by cursor without gap or repetition, oldest first, also where times are equal', async () => {
    const submittedAt = ago(2)
    for (let n = 0; n < 7; n++) await make('SUBMITTED', { districtCode: '110105', submittedAt })
    const whole = await ids({ districtCode: '110105' })
    expect(whole).toEqual([...whole].sort())
    const walked: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page<QueueRow> = await list({
        districtCode: '110105',
        limit: '3',
        ...(cursor ? { cursor } : {}),
      })
      walked.push(...page.data.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(walked).toEqual(whole)
    const bad = await callRoute(LIST, { query: { cursor: 'WyJ4IiwieSJd' }, headers: supervisor.headers })
    expect([bad.status, bad.body.code]).toEqual([400, 'MALFORMED'])
  })

  it('narrow by division inside the own area, category and kind', async () => {
    const onsite = await make('SUBMITTED', {
      districtCode: '110105',
      content: { kind: 'ONSITE_VEHICLE', plate: '京A00001', machine: { categoryCode: 'ONSITE_VEHICLE' } },
    })
    expect(await ids({ districtCode: '110105', kind: 'ONSITE_VEHICLE' })).toEqual([onsite])
    expect(await ids({ categoryCode: 'ONSITE_VEHICLE' })).toEqual([onsite])
    expect(await ids({ districtCode: '130203' })).toEqual([])
    expect(await ids({ districtCode: '110105' }, reviewer)).toEqual([])
  })
})

describe('search', () => {
  it('finds by part of plate, code, serials, PIN and model; wildcards are meant literally', async () => {
    const id = await make('SUBMITTED', {
      content: {
        plate: '京B-QZ_45%X',
        codes: { machineEnvCode: '88811111QH3111446' },
        machine: { serial: 'SERIAL-Z9', pin: 'PIN000777XYZ', model: 'XE 215D' },
        engine: { serial: 'CNFCG309920102' },
      },
    })
    for (const q of [
      'QZ_45%',
      'QZ-45',
      '号码：QH 3111446',
      'qh311144',
      'serial-z9',
      '０００７７７ｘｙｚ',
      'xe 215',
      'FCG3099',
      ' B-QZ ',
    ]) {
      expect([q, await ids({ q })]).toEqual([q, [id]])
    }
    for (const q of ['%_%', 'QZ%X', "'; DROP TABLE filing; --"])
      expect([q, await ids({ q })]).toEqual([q, []])
    expect(await ids({ q: '%' })).toEqual([id])
    expect(await ids({ q: 'QH3111446', queue: 'approved' })).toEqual([])
  })

  it('finds one filing by every spelling of its codes and of its owner’s name, and shows what was typed', async () => {
    const owner = await makeAccount(db(), { name: '⻓沙⻢工（北方）有限公司' })
    const id = await make('SUBMITTED', {
      ownerId: owner.id,
      content: {
        machine: { serial: 'QK-16·AA 7788', pin: '不详' },
        codes: { disclosureNumber: 'CN FJ G3 00 0Q99 000192 000077' },
      },
    })
    const spelled = [
      'QK16AA7788',
      'qk–16‑aa.7788',
      '出厂编号：ＱＫ１６ＡＡ７７８８',
      '*QK16\u00adAA\u00a07788*',
      '〈QK16AA7788〉',
    ]
    const names = ['长沙马工', '⻓沙⻢⼯(北方)', '长\u200b沙马工【北方】有限公司', '北方）有 限']
    for (const q of [...spelled, ...names, 'cnfjg3000q99000192000077', `0086${owner.phone}`])
      expect([q, await ids({ q })]).toEqual([q, [id]])
    expect(await ids({ q: '不详' })).toEqual([])
    expect(await ids({ q: '\u00ad' })).toEqual([])
    const [row] = (await list({ q: 'QK16AA7788' })).data
    expect([row?.machineSerial, row?.ownerName]).toEqual(['QK-16·AA 7788', '⻓沙⻢工（北方）有限公司'])
    expect(await db().filing.findUniqueOrThrow({ where: { id } })).toMatchObject({
      machineSerial: 'QK16AA7788',
      pin: null,
    })
  })

  it('finds by the owner’s name, short or part of it, by exact phone and ID number of owner or agent', async () => {
    const owner = await makeAccount(db(), { name: '欧阳慕' })
    const agent = await makeAccount(db(), { type: 'UNIT', name: '北京司马建筑机械租赁有限公司' })
    const id = await make('SUBMITTED', { ownerId: owner.id, filerId: agent.id })
    for (const q of [
      '欧阳',
      '欧阳慕',
      owner.phone,
      owner.idNumber.toLowerCase(),
      agent.phone,
      agent.idNumber,
    ]) {
      expect([q, await ids({ q })]).toEqual([q, [id]])
    }
    const own = await make('SUBMITTED', { filerId: agent.id })
    expect(await ids({ q: '司马建筑' })).toEqual([own])
    expect(await ids({ q: owner.phone.slice(0, 10) })).toEqual([])
    expect(await ids({ q: '欧阳' }, await staffSession(db(), 'REVIEWER', '130200'))).toEqual([])
  })

  it('records for whom was searched: only who stands in what was found', async () => {
    const agent = await makeAccount(db(), { type: 'UNIT', name: '北京令狐建筑机械租赁有限公司' })
    await make('SUBMITTED', { filerId: agent.id })
    const told = async (divisionCode: string) => {
      const who = await staffSession(db(), 'REVIEWER', divisionCode)
      await ids({ q: agent.phone }, who)
      return (await db().auditEvent.findFirstOrThrow({ where: { actorId: who.id } })).details
    }
    expect(await told('110101')).toEqual({ by: 'phone', found: true, owners: [agent.id] })
    expect(await told('130200')).toEqual({ by: 'phone', found: false })
  })

  it('finds by registration number, as people type it, whatever its stage was', async () => {
    const { id, machineId, registrationNumber } = await makeFiling(db(), 'APPROVED')
    const number = registrationNumber ?? ''
    const typed = [number, number.toLowerCase().replace('-', ''), `4${number.slice(1)}`]
    for (const q of typed) expect([q, await ids({ q, queue: 'approved' })]).toEqual([q, [id]])
    expect(machineId).not.toBeNull()
  })
})

describe('duplicates', () => {
  it('are open filings that share a code, a serial or a photo with another filing or a machine', async () => {
    const at = { districtCode: '110106' }
    const duplicates = () => ids({ queue: 'duplicates', districtCode: '110106' })
    await make('APPROVED', { districtCode: '130203', content: { machine: { serial: 'SAME-1' } } })
    const first = await make('SUBMITTED', { ...at, content: { machine: { serial: 'SAME-1' } } })
    const engine = { engine: { serial: 'SAME-2' } }
    const pair = [
      await make('SUBMITTED', { ...at, content: engine }),
      await make('SUBMITTED', { ...at, content: engine }),
    ]
    for (const status of ['DRAFT', 'WITHDRAWN', 'DECLINED'] as const) {
      await make(status, { districtCode: '130203', content: { engine: { serial: `SAME-${status}` } } })
      await make('SUBMITTED', { ...at, content: { engine: { serial: `SAME-${status}` } } })
    }
    expect(await duplicates()).toEqual([first, ...pair])
    const [shown, copied] = [await makeFiling(db(), 'SUBMITTED', at), await makeFiling(db(), 'SUBMITTED', at)]
    const { sha256 } = await db().photo.findUniqueOrThrow({ where: { id: shown.photoIds[0] } })
    await db().photo.update({ where: { id: copied.photoIds[1] }, data: { sha256 } })
    expect(await duplicates()).toEqual([first, ...pair, shown.id, copied.id])
    expect((await counts(supervisor)).duplicates).toBe(5)
  })
})
