import { describe, expect, it } from 'vitest'
import { POST as dismiss } from '@/app/api/console/filings/[id]/not-duplicate/route'
import { POST as undo } from '@/app/api/console/filings/[id]/not-duplicate/undo/route'
import { GET as read } from '@/app/api/console/filings/[id]/route'
import { GET as list } from '@/app/api/console/filings/route'
import { db } from '@/lib/server/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/prisma/testing/call-route'
import { staffSession } from '@/prisma/testing/staff-session'
import type { DeskFiling, QueueRow } from '../schema/console'

const reviewer = await staffSession(db(), 'REVIEWER')

const desk = async (id: string, headers = reviewer.headers) =>
  (await callRoute<DeskFiling>(read, { params: { id }, headers })).body
const check = async (id: string, code: 'DUPLICATE' | 'SAME_PHOTO') =>
  (await desk(id)).checks.filter((each) => each.code === code)
const inQueue = async (id: string) => {
  const query = { queue: 'duplicates', limit: '100' }
  const { body } = await callRoute<{ data: QueueRow[] }>(list, { query, headers: reviewer.headers })
  return body.data.some((row) => row.id === id)
}

let made = 0
/** Two filings of 东城区 with one serial, and the serial. */
async function pair() {
  const serial = `PAIR${++made}`
  const content = { machine: { serial } }
  const [first, second] = [
    await makeFiling(db(), 'SUBMITTED', { content }),
    await makeFiling(db(), 'SUBMITTED', { content }),
  ]
  return { serial, first: first.id, second: second.id }
}

async function find(id: string, other: string, reason = '铭牌照片不同，是两台机械') {
  const { duplicates } = await desk(id)
  const one = duplicates.groups
    .flatMap(({ others }) => others)
    .find(({ filingId, machineId }) => other === filingId || other === machineId)
  const named = one?.filingId ? { otherFilingId: other } : { otherMachineId: other }
  const body = { ...named, state: one?.state ?? '', reason }
  return callRoute<{ dismissalId: string; code?: string }>(dismiss, {
    params: { id },
    body,
    headers: reviewer.headers,
  })
}

const setSerial = (id: string, serial: string) =>
  db()
    .$executeRaw`UPDATE filing SET content = jsonb_set(content, '{machine,serial}', to_jsonb(${serial}::text))
    WHERE id = ${id}::uuid`

/** Its filing is taken from it. */
async function cameWithALoad(machineId: string | null) {
  const load = await db().historyLoad.create({
    data: { fileName: '旧.csv', sha256: 'a'.repeat(64) },
  })
  await db().$executeRaw`UPDATE machine SET "filingId" = NULL, "seriesId" = NULL, "loadId" = ${load.id}::uuid
    WHERE id = ${machineId}::uuid`
}

async function share(photoId: string | undefined, otherPhotoId: string | undefined) {
  const { sha256 } = await db().photo.findUniqueOrThrow({ where: { id: photoId } })
  await db().photo.update({ where: { id: otherPhotoId }, data: { sha256 } })
}

describe('each kind of likeness is looked for by itself', () => {
  it('a photo that hangs in sixty others hides no serial', async () => {
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
    expect((await find(id, machineId ?? '')).status).toBe(200)
    const after = (await desk(id)).duplicates.groups.find(({ kind }) => kind === 'MACHINE_SERIAL')
    expect(after?.others.find((other) => other.machineId === machineId)?.dismissal).not.toBeNull()
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
      const [first] = [
        await makeFiling(db(), 'SUBMITTED', { content }),
        await makeFiling(db(), 'SUBMITTED', { content }),
      ]
      expect([nothing, await check(first?.id ?? '', 'DUPLICATE')]).toMatchObject([
        nothing,
        [{ result: 'NOT_CHECKED' }],
      ])
      expect(await inQueue(first?.id ?? '')).toBe(false)
    }
  })

  it('what is outside the area is told, not shown', async () => {
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

describe('an officer’s finding that it is another machine', () => {
  it('takes the pair out of the queue and the doubts on both desks, and is recorded on both', async () => {
    const { first, second } = await pair()
    expect(await inQueue(first)).toBe(true)
    const answer = await find(first, second)
    expect(answer.status).toBe(200)
    for (const [id, other] of [
      [first, second],
      [second, first],
    ] as const) {
      expect(await inQueue(id)).toBe(false)
      expect(await check(id, 'DUPLICATE')).toMatchObject([{ result: 'CLEAR' }])
      const one = (await desk(id)).duplicates.groups.flatMap(({ others }) => others)[0]
      expect(one).toMatchObject({
        filingId: other,
        dismissal: {
          id: answer.body.dismissalId,
          staffName: reviewer.name,
          reason: '铭牌照片不同，是两台机械',
        },
      })
    }
    const events = await db().auditEvent.findMany({
      where: { action: 'filing.dismiss-duplicate', subjectId: { in: [first, second] } },
    })
    expect(events.map(({ subjectId }) => subjectId).toSorted()).toEqual([first, second].toSorted())
  })

  it('holds for that pair alone', async () => {
    const { serial, first, second } = await pair()
    await find(first, second)
    const third = await makeFiling(db(), 'SUBMITTED', { content: { machine: { serial } } })
    expect(await inQueue(first)).toBe(true)
    expect(await check(first, 'DUPLICATE')).toMatchObject([
      { result: 'DOUBT', filingIds: [third.id], text: expect.stringContaining('另有 1 件已认定不是重复') },
    ])
  })

  it('ends when a compared code of either side changes; a new one may follow', async () => {
    const { first, second } = await pair()
    await find(first, second)
    for (const id of [first, second]) await setSerial(id, `CHANGED${made}`)
    expect(await inQueue(first)).toBe(true)
    expect(await check(second, 'DUPLICATE')).toMatchObject([{ result: 'DOUBT' }])
    expect((await find(second, first)).status).toBe(200)
    expect(await inQueue(first)).toBe(false)
    await db().$executeRaw`UPDATE filing SET content = jsonb_set(content, '{engine,serial}', '"ENGINE77"')
      WHERE id = ${second}::uuid`
    expect(await inQueue(first)).toBe(true)
  })

  it('does not reach a photo that the two come to share afterwards', async () => {
    const { first, second } = await pair()
    await find(first, second)
    const [one, two] = await Promise.all(
      [first, second].map((filingId) => db().filingPhoto.findFirstOrThrow({ where: { filingId } })),
    )
    await share(one?.photoId, two?.photoId)
    expect(await inQueue(first)).toBe(true)
    expect(await check(first, 'DUPLICATE')).toMatchObject([{ result: 'CLEAR' }])
    expect(await check(first, 'SAME_PHOTO')).toMatchObject([{ result: 'DOUBT' }])
    expect((await find(first, second)).status).toBe(200)
    expect(await inQueue(first)).toBe(false)
  })

  it('outlives the approval of the other, which then is a machine', async () => {
    const serial = `PAIR${++made}`
    const content = { machine: { serial } }
    const approved = await makeFiling(db(), 'APPROVED', { content })
    const { id } = await makeFiling(db(), 'SUBMITTED', { content })
    expect((await find(id, approved.id)).status).toBe(200)
    expect(await inQueue(id)).toBe(false)
  })

  it('can be taken back once, from either side', async () => {
    const { first, second } = await pair()
    const { dismissalId } = (await find(first, second)).body
    const back = () =>
      callRoute(undo, { params: { id: second }, body: { dismissalId }, headers: reviewer.headers })
    expect((await back()).status).toBe(200)
    expect(await inQueue(first)).toBe(true)
    expect((await back()).status).toBe(409)
    const event = { action: 'filing.undo-dismissal', subjectId: first }
    expect(await db().auditEvent.count({ where: event })).toBe(1)
  })

  it('is refused for what was not seen, twice, without a reason, outside the area, and for a decided filing', async () => {
    const { first, second } = await pair()
    const call = (id: string, body: object, headers = reviewer.headers) =>
      callRoute(dismiss, { params: { id }, body, headers })
    const stale = await call(first, { otherFilingId: second, state: 'x', reason: '不同' })
    expect([stale.status, stale.body.code]).toEqual([409, 'STATE_CONFLICT'])
    const none = await call(first, { otherFilingId: second, state: 'x', reason: ' ' })
    expect(none.body.errors).toMatchObject([{ path: 'reason' }])
    const both = await call(first, { state: 'x', reason: '不同' })
    expect(both.body.errors).toMatchObject([{ path: 'otherFilingId' }])
    const stranger = await staffSession(db(), 'REVIEWER', '110108')
    const body = { otherFilingId: second, state: 'x', reason: '不同' }
    expect((await call(first, body, stranger.headers)).status).toBe(404)
    const away = await makeFiling(db(), 'SUBMITTED', { districtCode: '130203' })
    expect((await call(first, { ...body, otherFilingId: away.id })).status).toBe(404)
    expect((await find(first, second)).status).toBe(200)
    expect((await find(first, second)).status).toBe(409)
    const { id } = await makeFiling(db(), 'DECLINED')
    expect((await call(id, body)).status).toBe(409)
    const colleague = await staffSession(db(), 'REVIEWER')
    const claimed = await makeFiling(db(), 'IN_REVIEW', { reviewerId: colleague.id })
    expect((await call(claimed.id, body)).body.code).toBe('CLAIMED_BY_OTHER')
  })

  it('of two officers at once one is recorded', async () => {
    const { first, second } = await pair()
    const answers = await Promise.all([find(first, second), find(second, first), find(first, second)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    const where = { filingId: { in: [first, second] }, endedAt: null }
    expect(await db().duplicateDismissal.count({ where })).toBe(1)
  })
})
