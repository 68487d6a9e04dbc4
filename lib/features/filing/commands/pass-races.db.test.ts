import { beforeAll, describe, expect, it } from 'vitest'
import { chinaDay } from '@/lib/core/clock'
import { absenceRoutes } from '@/lib/features/absence/routes'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { eventsOf, filingOf } from '@/testing/deferred-desk'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { lapseClaims } from '../jobs'
import { filingRoutes } from '../routes'

const { passFiling: PASS, approveFiling: APPROVE, claimFiling: CLAIM } = filingRoutes
const ROUNDS = 15

let from: StaffSession
let colleagues: [StaffSession, StaffSession]
let administrator: StaffSession
let filerId: string
beforeAll(async () => {
  from = await staffSession(db(), 'REVIEWER')
  colleagues = [await staffSession(db(), 'REVIEWER'), await staffSession(db(), 'REVIEWER')]
  administrator = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110000')
  filerId = (await makeAccount(db())).id
  await makeSeries(db(), '110101')
})

const held = () => makeFiling(db(), 'IN_REVIEW', { filerId, reviewerId: from.id })
const pass = ({ headers }: StaffSession, id: string, { id: staffId }: { id: string }) =>
  callRoute(PASS, { params: { id }, headers, body: { staffId } })
/** The claim has lapsed, and no job has cleared it yet. */
const expire = (id: string) => {
  const [claimedAt, claimExpiresAt] = [new Date(Date.now() - 3_600_000), new Date(Date.now() - 1_000)]
  return db().filing.update({ where: { id }, data: { claimedAt, claimExpiresAt } })
}
const passesOf = async (id: string) =>
  (await eventsOf(id)).filter((action) => action === 'filing.pass').length

describe('handing over', () => {
  it('twice at once goes to one of two', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await held()
      const answers = await Promise.all(colleagues.map((one) => pass(from, id, one)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const winner = colleagues[answers[0]?.status === 200 ? 0 : 1]
      expect(await filingOf(id)).toMatchObject({ status: 'IN_REVIEW', claimedById: winner.id })
      expect(await passesOf(id)).toBe(1)
      expect(await db().filingPass.count({ where: { filingId: id } })).toBe(1)
    }
  })

  it('and deciding at once: one of them', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, version } = await held()
      const [passed, approved] = await Promise.all([
        pass(from, id, colleagues[0]),
        callRoute(APPROVE, { params: { id }, headers: from.headers, body: { version, emissionStage: '3' } }),
      ])
      expect([passed.status, approved.status].sort()).toEqual([200, 409])
      const after = await filingOf(id)
      if (passed.status === 200) expect(after).toMatchObject({ claimedById: colleagues[0].id })
      else expect(after).toMatchObject({ status: 'APPROVED', claimedById: null })
    }
  })

  it('and lapsing at once: the colleague has it, or the queue, never both or neither', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await held()
      await expire(id)
      const [passed] = await Promise.all([pass(from, id, colleagues[0]), lapseClaims()])
      await lapseClaims()
      const after = await filingOf(id)
      const lapsed = (await eventsOf(id)).includes('filing.lapse')
      expect(lapsed).toBe(passed.status !== 200)
      expect(after).toMatchObject(
        lapsed ? { status: 'SUBMITTED', claimedById: null } : { claimedById: colleagues[0].id },
      )
    }
  })

  it('a lapsed claim and another reviewer who claims it at once: one of the two has it', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await held()
      await expire(id)
      const [passed, claimed] = await Promise.all([
        pass(from, id, colleagues[0]),
        callRoute(CLAIM, { params: { id }, headers: colleagues[1].headers }),
      ])
      expect([passed.status, claimed.status].sort()).toEqual([200, 409])
      const winner = colleagues[passed.status === 200 ? 0 : 1]
      expect(await filingOf(id)).toMatchObject({ claimedById: winner.id })
    }
  })

  it('to one who is being disabled leaves no claim with a disabled officer', async () => {
    for (let round = 0; round < 6; round++) {
      const { id } = await held()
      const leaving = await staffSession(db(), 'REVIEWER')
      const [passed, disabled] = await Promise.all([
        pass(from, id, leaving),
        callRoute(staffConsoleRoutes.disableStaff, {
          params: { id: leaving.id },
          headers: administrator.headers,
        }),
      ])
      expect(disabled.status).toBe(200)
      const after = await filingOf(id)
      if (passed.status === 200) expect(after).toMatchObject({ status: 'SUBMITTED', claimedById: null })
      else expect(after).toMatchObject({ status: 'IN_REVIEW', claimedById: from.id })
    }
  })

  it('to one who goes on leave at this moment is before it or refused', async () => {
    const today = chinaDay(new Date())
    for (let round = 0; round < 6; round++) {
      const { id } = await held()
      const leaving = await staffSession(db(), 'REVIEWER')
      const [passed, set] = await Promise.all([
        pass(from, id, leaving),
        callRoute(absenceRoutes.setOwnAbsence, {
          headers: leaving.headers,
          body: { kind: 'OFF_POST', from: today, to: today },
        }),
      ])
      expect(set.status).toBe(201)
      expect([200, 422]).toContain(passed.status)
      const holder = passed.status === 200 ? leaving : from
      expect(await filingOf(id)).toMatchObject({ claimedById: holder.id })
      expect((await pass(from, (await held()).id, leaving)).status).toBe(422)
    }
  })
})

describe('disabling an officer', () => {
  it('frees the claims in the same transaction, with a record, and leaves an open decision to its end', async () => {
    const leaving = await staffSession(db(), 'REVIEWER')
    const [free, decided] = await Promise.all(
      [1, 2].map(() => makeFiling(db(), 'IN_REVIEW', { filerId, reviewerId: leaving.id })),
    )
    const ids = { free: free?.id ?? '', decided: decided?.id ?? '' }
    await callRoute(filingRoutes.deferDecision, {
      params: { id: ids.decided },
      headers: leaving.headers,
      body: { version: decided?.version, verdict: 'DECLINE', reason: '不属于登记范围' },
    })
    const { version } = await filingOf(ids.free)
    const params = { id: leaving.id }
    const { status } = await callRoute(staffConsoleRoutes.disableStaff, {
      params,
      headers: administrator.headers,
    })
    expect(status).toBe(200)
    expect(await filingOf(ids.free)).toMatchObject({
      status: 'SUBMITTED',
      claimedById: null,
      claimExpiresAt: null,
      version: version + 1,
    })
    const event = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: ids.free, action: 'filing.lapse' },
    })
    expect(event).toMatchObject({ actorKind: 'SYSTEM', details: { staffId: leaving.id, disabled: true } })
    expect(await filingOf(ids.decided)).toMatchObject({ status: 'IN_REVIEW', claimedById: leaving.id })
  })
})
