import { beforeAll, describe, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeChange } from '@/prisma/factories/change'
import { callRoute } from '@/testing/call-route'
import { changeDesk, changeEvents, changeOf } from '@/testing/change-desk'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { lapseChangeClaims } from './jobs'
import type { ChangeRow, DeskChange } from './schema/console'

const { approveChange: APPROVE, nextChange: NEXT, listChangeQueue: LIST } = changeRoutes
const DISTRICT = '130203'
const past = () => new Date(Date.now() - 60_000)

let reviewer: StaffSession
let colleague: StaffSession
let supervisor: StaffSession
const deskOf = (who: StaffSession) =>
  changeDesk<DeskChange, never>({ ...changeRoutes, ownDecisions: filingRoutes.ownDecisions }, who)

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER', DISTRICT)
  colleague = await staffSession(db(), 'REVIEWER', DISTRICT)
  supervisor = await staffSession(db(), 'SUPERVISOR', DISTRICT)
})

const waiting = (seed = {}) => makeChange(db(), { ...seed, filing: { districtCode: DISTRICT } })

describe('a claim', () => {
  test('is the officer’s alone, seen by the others, and prolonged by claiming again', async () => {
    const { id } = await waiting()
    const { status, body } = await deskOf(reviewer).claim(id)
    expect([status, body.claim?.mine, body.claimActions, body.actions]).toEqual([
      200,
      true,
      ['release'],
      ['approve', 'return'],
    ])
    expect(body.version).toBe(1)
    const seen = await deskOf(colleague).open(id)
    expect(seen).toMatchObject({
      claim: { staffName: reviewer.name, mine: false },
      actions: [],
      claimActions: [],
    })
    const refused = await deskOf(colleague).claim(id)
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'CLAIMED_BY_OTHER',
      `该信息变更正由${reviewer.name}审核`,
    ])
    const params = { id }
    const passed = await callRoute<{ code: string }>(APPROVE, {
      params,
      body: { version: 1 },
      headers: colleague.headers,
    })
    expect([passed.status, passed.body.code]).toEqual([409, 'CLAIMED_BY_OTHER'])
    const query = { queue: 'waiting', limit: '100' }
    const list = await callRoute<{ data: ChangeRow[] }>(LIST, { query, headers: colleague.headers })
    expect(list.body.data.find((row) => row.id === id)?.claimedBy).toEqual({
      id: reviewer.id,
      name: reviewer.name,
    })
    expect((await deskOf(reviewer).claim(id)).status).toBe(200)
    expect(await changeEvents(id)).toEqual(['change.claim'])
  })

  test('of a decided change is refused, and none is seen on it', async () => {
    const { id } = await waiting({ status: 'RETURNED', claimedById: reviewer.id })
    expect((await deskOf(reviewer).claim(id)).body.code).toBe('STATE_CONFLICT')
    expect((await deskOf(reviewer).open(id)).claim).toBeNull()
  })

  test('is released by its holder and by a supervisor, not by a colleague', async () => {
    const [one, two] = [
      await waiting({ claimedById: reviewer.id }),
      await waiting({ claimedById: reviewer.id }),
    ]
    expect((await deskOf(colleague).release(one.id)).body.code).toBe('CLAIMED_BY_OTHER')
    expect((await deskOf(reviewer).release(one.id)).status).toBe(200)
    expect((await deskOf(supervisor).open(two.id)).claimActions).toEqual(['release'])
    expect((await deskOf(supervisor).release(two.id)).status).toBe(200)
    for (const { id } of [one, two]) {
      expect(await changeOf(id)).toMatchObject({
        status: 'SUBMITTED',
        claimedById: null,
        claimExpiresAt: null,
      })
      expect(await changeEvents(id)).toEqual(['change.release'])
    }
    expect((await deskOf(reviewer).release(one.id)).body.code).toBe('NOT_CLAIMED')
  })

  test('lapses without activity and when the officer is disabled, once however many servers look', async () => {
    const gone = await staffSession(db(), 'REVIEWER', DISTRICT)
    const stale = await waiting({ claimedById: reviewer.id, claimExpiresAt: past() })
    const disabled = await waiting({ claimedById: gone.id })
    const held = await waiting({ claimedById: reviewer.id })
    await db().staff.update({ where: { id: gone.id }, data: { disabledAt: new Date() } })
    const counts = await Promise.all([lapseChangeClaims(), lapseChangeClaims(), lapseChangeClaims()])
    expect(counts.reduce((sum, count) => sum + count, await lapseChangeClaims())).toBe(2)
    for (const { id } of [stale, disabled]) {
      expect((await changeOf(id)).claimedById).toBeNull()
      expect(await changeEvents(id)).toEqual(['change.claim-lapse'])
    }
    expect((await changeOf(held.id)).claimedById).toBe(reviewer.id)
  })

  test('that has expired is taken over before the job has cleared it, and ends with a withdrawal', async () => {
    const { id } = await waiting({ claimedById: reviewer.id, claimExpiresAt: past() })
    expect((await deskOf(colleague).open(id)).claim).toBeNull()
    expect((await deskOf(colleague).claim(id)).status).toBe(200)
    const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: id } })
    expect(event.details).toMatchObject({ lapsedFrom: reviewer.id })
  })

  test('is prolonged by looking at the change', async () => {
    const soon = new Date(Date.now() + 120_000)
    const { id } = await waiting({ claimedById: reviewer.id, claimExpiresAt: soon })
    await deskOf(colleague).open(id)
    expect((await changeOf(id)).claimExpiresAt).toEqual(soon)
    await deskOf(reviewer).open(id)
    expect((await changeOf(id)).claimExpiresAt?.getTime()).toBeGreaterThan(soon.getTime())
  })
})

describe('the next change', () => {
  test('goes to one officer each, the oldest first, past what is claimed', async () => {
    const there = '130204'
    const [a, b] = [await staffSession(db(), 'REVIEWER', there), await staffSession(db(), 'REVIEWER', there)]
    const ids: string[] = []
    for (const minutes of [4, 3, 2]) {
      const submittedAt = new Date(Date.now() - minutes * 60_000)
      ids.push((await makeChange(db(), { submittedAt, filing: { districtCode: there } })).id)
    }
    await changeDesk({ ...changeRoutes, ownDecisions: filingRoutes.ownDecisions }, a).claim(ids[0] ?? '')
    const take = async (who: StaffSession) => callRoute<DeskChange>(NEXT, { headers: who.headers })
    const both = await Promise.all([take(a), take(b)])
    expect(both.map(({ body }) => body.id).toSorted()).toEqual(ids.slice(1).toSorted())
    expect((await take(b)).status).toBe(204)
  })
})
