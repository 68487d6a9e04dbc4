import { describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { cameWithALoad, share } from '@/testing/duplicate-desk'
import { staffSession } from '@/testing/staff-session'
import type { DeskFiling, QueueRow } from '../schema/console'

const { getDeskFiling: read, listQueue: list } = filingRoutes

/** A reviewer of 东城区. */
const reviewer = await staffSession(db(), 'REVIEWER')

/** What the reviewer's desk shows. */
const desk = async (id: string, headers = reviewer.headers) =>
  (await callRoute<DeskFiling>(read, { params: { id }, headers })).body
const check = async (id: string, code: 'DUPLICATE' | 'SAME_PHOTO') =>
  (await desk(id)).checks.filter((each) => each.code === code)
/** Whether the filing is in the queue of duplicates. */
const inQueue = async (id: string) => {
  const query = { queue: 'duplicates', limit: '100' }
  const { body } = await callRoute<{ data: QueueRow[] }>(list, { query, headers: reviewer.headers })
  return body.data.some((row) => row.id === id)
}

describe('each kind of likeness is searched by itself', () => {
  it('a photo used by sixty others hides no serial', async () => {
    const content = { machine: { serial: 'HIDDEN1' } }
    const filing = await makeFiling(db(), 'SUBMITTED', { content })
    for (let count = 0; count < 60; count++) {
      const other = await makeFiling(db(), 'SUBMITTED')
      await share(filing.photoIds[0], other.photoIds[0])
    }
    const same = await makeFiling(db(), 'APPROVED', { content })
    expect(await check(filing.id, 'DUPLICATE')).toMatchObject([
      { result: 'DOUBT', paths: ['machine.serial'], filingIds: [same.id] },
    ])
    const photos = (await desk(filing.id)).duplicates.groups.find(({ kind }) => kind === 'PHOTO')
    expect(photos).toMatchObject({ result: 'DOUBT', found: 60, foundAll: true })
    expect(photos?.others).toHaveLength(10)
    expect((await check(filing.id, 'SAME_PHOTO'))[0]?.text).toContain('其他 60 件登记')
  })

  it('a product identification number is compared as well', async () => {
    const content = { machine: { pin: 'PIN-SAME-1' } }
    const other = await makeFiling(db(), 'APPROVED', { content })
    const { id } = await makeFiling(db(), 'SUBMITTED', { content })
    expect(await check(id, 'DUPLICATE')).toMatchObject([{ paths: ['machine.pin'], filingIds: [other.id] }])
    expect(await inQueue(id)).toBe(true)
  })

  it('a machine of an older system, which has no filing, is found', async () => {
    const content = { machine: { serial: 'OLD1' } }
    const { machineId } = await makeFiling(db(), 'APPROVED', { content })
    await cameWithALoad(machineId)
    const { id } = await makeFiling(db(), 'SUBMITTED', { content })
    const serial = (await desk(id)).duplicates.groups.find(({ kind }) => kind === 'MACHINE_SERIAL')
    expect(serial?.others.map((other) => other.machineId)).toContain(machineId)
    expect(await inQueue(id)).toBe(true)
  })

  it('no code at all is not compared, and says so', async () => {
    const { id } = await makeFiling(db(), 'SUBMITTED')
    await db().$executeRaw`UPDATE filing SET content = content #- '{machine,serial}' #- '{engine,serial}'
      #- '{codes,machineEnvCode}' #- '{machine,pin}' WHERE id = ${id}::uuid`
    expect(await check(id, 'DUPLICATE')).toMatchObject([
      { result: 'NOT_CHECKED', level: 'WARN', text: expect.stringContaining('未比对') },
    ])
  })

  it('spellings of one serial are one; 无, 不详 and a dash are none', async () => {
    const { id } = await makeFiling(db(), 'SUBMITTED', { content: { machine: { serial: 'LG-953 N.0171' } } })
    const other = await makeFiling(db(), 'SUBMITTED', { content: { machine: { serial: 'lg９５３n0171' } } })
    expect(await check(id, 'DUPLICATE')).toMatchObject([{ filingIds: [other.id] }])
    for (const nothing of ['无', '不详', '—', '/', '无编号']) {
      const content = { machine: { serial: nothing }, engine: { serial: nothing } }
      const { id: first } = await makeFiling(db(), 'SUBMITTED', { content })
      await makeFiling(db(), 'SUBMITTED', { content })
      const groups = (await desk(first)).duplicates.groups.filter(({ kind }) => kind.endsWith('_SERIAL'))
      expect([nothing, ...groups.map(({ result }) => result)]).toEqual([
        nothing,
        'NOT_CHECKED',
        'NOT_CHECKED',
      ])
      expect(await inQueue(first)).toBe(false)
    }
  })

  it.each([
    ['a letter O for a zero', 'XG00512', 'XGO0512'],
    ['an I for a one, lower case', 'LG1550', 'lgi55o'],
    ['a small l for a one', 'KM1207', 'KMl207'],
    ['B, S and Z with a hyphen', 'PC852-19', 'pcBSZ19'],
  ])('a code that differs by look-alikes is found: %s', async (_, registered, typed) => {
    const other = await makeFiling(db(), 'COLLECTED', { content: { machine: { serial: registered } } })
    await makeFiling(db(), 'SUBMITTED', {
      content: { machine: { serial: registered } },
      districtCode: '130203',
    })
    const { id } = await makeFiling(db(), 'SUBMITTED', { content: { machine: { serial: typed } } })
    const [found] = await check(id, 'DUPLICATE')
    expect(found).toMatchObject({ result: 'DOUBT', paths: ['machine.serial'], filingIds: [other.id] })
    expect(found?.text).toContain('2 件登记（')
    expect(found?.text).toContain('只差易混的字符')
    const group = (await desk(id)).duplicates.groups.find(({ kind }) => kind === 'MACHINE_SERIAL')
    expect(group).toMatchObject({ found: 2, lookAlikes: 2, away: 1 })
    expect(group?.others.map(({ lookAlikes }) => lookAlikes)).toEqual([
      [{ path: 'machine.serial', code: registered.replace('-', '') }],
      [{ path: 'machine.serial', code: null }],
    ])
    expect(await inQueue(id)).toBe(true)
  })

  it('another serial is another machine, and case and hyphens alone are the same one', async () => {
    const content = (serial: string) => ({ machine: { serial } })
    await makeFiling(db(), 'SUBMITTED', { content: content('HJ-7700A') })
    const { id } = await makeFiling(db(), 'SUBMITTED', { content: content('HJ7701A') })
    expect(await check(id, 'DUPLICATE')).toMatchObject([{ result: 'CLEAR' }])
    const { id: same } = await makeFiling(db(), 'SUBMITTED', { content: content('hj7700a') })
    const group = (await desk(same)).duplicates.groups.find(({ kind }) => kind === 'MACHINE_SERIAL')
    expect(group).toMatchObject({ result: 'DOUBT', found: 1, lookAlikes: 0 })
  })

  it('what is outside the area is reported, not shown', async () => {
    const content = { machine: { serial: 'AWAY1' } }
    await makeFiling(db(), 'SUBMITTED', { content, districtCode: '130203' })
    const { id } = await makeFiling(db(), 'SUBMITTED', { content })
    const group = (await desk(id)).duplicates.groups.find(({ kind }) => kind === 'MACHINE_SERIAL')
    expect(group).toMatchObject({
      found: 1,
      away: 1,
      others: [{ filingId: null, machineId: null, state: null, inArea: false }],
    })
  })
})
