import { describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { cameWithALoad, newSerial, pair, setSerial, share } from '@/testing/duplicate-desk'
import { staffSession } from '@/testing/staff-session'
import type { DeskFiling, QueueRow } from '../schema/console'

const { dismissDuplicate: dismiss, undoDismissal: undo, getDeskFiling: read, listQueue: list } = filingRoutes

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

/** Dismisses the other registration from the filing's desk. */
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
      expect(await check(id, 'DUPLICATE')).toMatchObject([
        { result: 'CLEAR', byOfficer: true },
        { result: 'CLEAR' },
      ])
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
    const changed = newSerial()
    for (const id of [first, second]) await setSerial(id, changed)
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
    expect(await check(first, 'DUPLICATE')).toMatchObject([{ byOfficer: true }, { result: 'CLEAR' }])
    expect(await check(first, 'SAME_PHOTO')).toMatchObject([{ result: 'DOUBT' }])
    expect((await find(first, second)).status).toBe(200)
    expect(await inQueue(first)).toBe(false)
  })

  it('outlives the approval of the other, which then is a machine', async () => {
    const serial = newSerial()
    const content = { machine: { serial } }
    const approved = await makeFiling(db(), 'APPROVED', { content })
    const { id } = await makeFiling(db(), 'SUBMITTED', { content })
    expect((await find(id, approved.id)).status).toBe(200)
    expect(await inQueue(id)).toBe(false)
  })

  it('may be about a machine of an older system, which has no filing', async () => {
    const content = { machine: { serial: newSerial() } }
    const { machineId } = await makeFiling(db(), 'APPROVED', { content })
    await cameWithALoad(machineId)
    const { id } = await makeFiling(db(), 'SUBMITTED', { content })
    expect((await find(id, machineId ?? '')).status).toBe(200)
    const others = (await desk(id)).duplicates.groups.flatMap((group) => group.others)
    expect(others.find((other) => other.machineId === machineId)?.dismissal).not.toBeNull()
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
