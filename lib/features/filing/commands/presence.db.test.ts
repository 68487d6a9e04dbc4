import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { lapseClaims } from '../jobs'
import type { DeskFiling } from '../schema/console'
import type { Visitor } from '../schema/presence'
import { forgetVisits } from './presence'

const { visitFiling: VISIT, leaveFiling: LEAVE, getDeskFiling: DESK, claimFiling: CLAIM } = filingRoutes

let reviewer: StaffSession
let colleague: StaffSession
let id: string

const visit = (who: StaffSession) =>
  callRoute<{ data: Visitor[] }>(VISIT, { params: { id }, headers: who.headers })
const leave = (who: StaffSession) => callRoute(LEAVE, { params: { id }, headers: who.headers })
const othersOf = async (who: StaffSession) => (await visit(who)).body.data.map(({ name }) => name)

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  colleague = await staffSession(db(), 'REVIEWER')
})
beforeEach(async () => {
  id = (await makeFiling(db(), 'SUBMITTED')).id
})

describe('presence', () => {
  it('shows the others who have the filing open, on the desk too, until they leave', async () => {
    expect(await othersOf(reviewer)).toEqual([])
    expect(await othersOf(colleague)).toEqual([reviewer.name])
    expect(await othersOf(reviewer)).toEqual([colleague.name])
    const desk = await callRoute<DeskFiling>(DESK, { params: { id }, headers: reviewer.headers })
    expect(desk.body.presence.map(({ name }) => name)).toEqual([colleague.name])
    expect((await leave(colleague)).status).toBe(204)
    expect((await leave(colleague)).status).toBe(204)
    expect(await othersOf(reviewer)).toEqual([])
  })

  it('forgets a silent browser, and counts from the return of one who was away', async () => {
    await visit(colleague)
    await db().$executeRaw`
      UPDATE presence SET since = now() - interval '1 hour', "seenAt" = now() - interval '2 minutes'
      WHERE "filingId" = ${id}::uuid`
    expect(await othersOf(reviewer)).toEqual([])
    await visit(colleague)
    const [seen] = (await visit(reviewer)).body.data
    expect(Date.now() - Date.parse(seen?.since ?? '')).toBeLessThan(60_000)
  })

  it('is not of other areas, and old visits are deleted', async () => {
    const stranger = await staffSession(db(), 'REVIEWER', '130202')
    expect((await visit(stranger)).status).toBe(404)
    expect((await leave(stranger)).status).toBe(404)
    await visit(colleague)
    await db().$executeRaw`UPDATE presence SET "seenAt" = now() - interval '2 hours'`
    expect(await forgetVisits()).toBeGreaterThan(0)
    expect(await db().presence.count()).toBe(0)
  })
})

describe('the claim of an officer who is disabled', () => {
  it('is given up by the next run of the job', async () => {
    const leaving = await staffSession(db(), 'REVIEWER')
    expect((await callRoute(CLAIM, { params: { id }, headers: leaving.headers })).status).toBe(200)
    await lapseClaims()
    expect((await db().filing.findUniqueOrThrow({ where: { id } })).status).toBe('IN_REVIEW')
    await db().staff.update({ where: { id: leaving.id }, data: { disabledAt: new Date() } })
    await lapseClaims()
    const { status, claimedById } = await db().filing.findUniqueOrThrow({ where: { id } })
    expect({ status, claimedById }).toEqual({ status: 'SUBMITTED', claimedById: null })
  })
})
