import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { chinaDay } from '@/lib/core/clock'
import { accountRoutes } from '@/lib/features/account/routes'
import { auditRoutes } from '@/lib/features/audit/routes'
import { confirmationRoutes } from '@/lib/features/confirmation/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { exportRoutes } from '@/lib/features/export/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { signInStaff } from '@/lib/features/staff/commands/sign-in'
import { staffAuthRoutes } from '@/lib/features/staff/routes/sign-in'
import { frequentWritten, tellUnlisted } from '@/lib/server/audit/frequent'
import { db } from '@/lib/server/database/db'
import { mountApi } from '@/lib/server/http/mount-api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { makeFiling } from '@/prisma/factories/filing'
import { newPhone } from '@/prisma/factories/identity'
import { needSecondPersons } from '@/testing/access-acts'
import { emptyRecord } from '@/testing/audit-record'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { AuditEventView } from './schema'

const { claimFiling: CLAIM } = filingRoutes
const { listAudit: LIST } = auditRoutes

/** Headers of the page that is being rendered. */
const page = vi.hoisted(() => new Headers())
vi.mock('next/headers', () => ({
  headers: async () => page,
  cookies: async () => {
    const jar = new Map(
      (page.get('cookie') ?? '').split('; ').map((pair) => pair.split('=', 2) as [string, string]),
    )
    return {
      get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined),
      has: (name: string) => jar.has(name),
    }
  },
}))

let reviewer: StaffSession
let filingId: string

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER', '110101')
  filingId = (await makeFiling(db(), 'SUBMITTED', { districtCode: '130202' })).id
})
beforeEach(emptyRecord)

async function refusals() {
  await frequentWritten()
  return db().auditEvent.findMany({ where: { action: 'access.refuse' }, orderBy: { id: 'asc' } })
}

const claim = (id: string) => callRoute(CLAIM, { params: { id }, headers: reviewer.headers })

describe('what is refused is recorded', () => {
  it('a row of another area, answered as if there were none', async () => {
    expect((await claim(filingId)).status).toBe(404)
    const [event] = await refusals()
    expect(event).toMatchObject({
      actorKind: 'STAFF',
      districtCode: '130202',
      details: { refusal: 'NOT_FOUND', kind: 'filing', row: filingId },
    })
  })

  it('not a row that does not exist', async () => {
    expect((await claim(randomUUID())).status).toBe(404)
    expect(await refusals()).toEqual([])
  })

  it('what the role does not allow, with the address that it came from', async () => {
    const { method, path } = LIST.endpoint
    const request = new Request(`http://localhost:3000${path}`, { method, headers: reviewer.headers })
    expect((await mountApi([LIST]).fetch(request, { peer: '192.0.2.7' })).status).toBe(403)
    const [event] = await refusals()
    expect(event).toMatchObject({
      address: '192.0.2.7',
      districtCode: '110101',
      details: { refusal: 'FORBIDDEN', route: `${method} ${path}` },
    })
  })

  it('ten a minute one by one, the rest of a flood as a number', async () => {
    const flooding = await staffSession(db(), 'REVIEWER', '110101')
    for (let n = 0; n < 13; n++)
      await callRoute(CLAIM, { params: { id: filingId }, headers: flooding.headers })
    expect(await refusals()).toHaveLength(10)
    await tellUnlisted(true)
    const last = (await refusals()).at(-1)
    expect(last?.details).toEqual({ unlisted: 3 })
  })

  it('a sign-in by a name that nobody has, without the name; the nation sees it, a district does not', async () => {
    const username = `typed-a-password-${randomUUID()}`
    const browser = { address: '192.0.2.7', device: 'Chrome' }
    await expect(signInStaff({ username, password: 'x'.repeat(12) }, browser)).rejects.toThrow()
    await frequentWritten()
    const [event] = await db().auditEvent.findMany({ where: { action: 'staff.sign-in-failed' } })
    expect(event).toMatchObject({ actorKind: 'PUBLIC', details: { found: false } })
    expect(JSON.stringify({ ...event, id: '' })).not.toContain(username)

    const seenBy = async (divisionCode: string) => {
      const { headers } = await staffSession(db(), 'SUPERVISOR', divisionCode)
      const query = { action: 'staff.sign-in-failed' }
      return (await callRoute<{ data: AuditEventView[] }>(LIST, { headers, query })).body.data.length
    }
    expect(await seenBy('000000')).toBe(1)
    expect(await seenBy('110101')).toBe(0)
  })

  it('the words of a second person, from another area and by another role: which act it was', async () => {
    await needSecondPersons()
    const supervisor = await staffSession(db(), 'SUPERVISOR', '110101')
    const { machineId } = await makeFiling(db(), 'COLLECTED', { districtCode: '110101' })
    await callRoute(dossierRoutes.revokeMachine, {
      params: { id: machineId ?? '' },
      body: { version: 1, reason: '现场检查不符' },
      headers: supervisor.headers,
    })
    const { id: row } = await db().pendingAct.findFirstOrThrow({ where: { subjectId: machineId ?? '' } })
    const foreign = await staffSession(db(), 'SUPERVISOR', '130200')
    const administrator = await staffSession(db(), 'ADMINISTRATOR', '110000')
    const { confirmAct, declineAct, withdrawAct } = confirmationRoutes
    const say = async (route: typeof confirmAct, { headers }: StaffSession, body?: unknown) => {
      const { status } = await callRoute(route, { params: { id: row }, headers, body })
      await frequentWritten()
      return status
    }
    expect(await say(confirmAct, foreign)).toBe(404)
    expect(await say(declineAct, foreign, { reason: '没有依据' })).toBe(404)
    expect(await say(withdrawAct, foreign)).toBe(404)
    expect(await say(confirmAct, administrator)).toBe(404)
    expect(await say(confirmAct, supervisor)).toBe(403)
    const told = (await refusals()).map(({ actorId, districtCode, details }) => [
      actorId,
      districtCode,
      details,
    ])
    const of = (who: StaffSession, verb: string, refusal: string) => [
      who.id,
      '110101',
      { refusal, kind: 'act', row, route: `POST /api/console/pending-acts/{id}/${verb}` },
    ]
    expect(told).toEqual([
      of(foreign, 'confirm', 'NOT_FOUND'),
      of(foreign, 'decline', 'NOT_FOUND'),
      of(foreign, 'withdraw', 'NOT_FOUND'),
      of(administrator, 'confirm', 'NOT_FOUND'),
      of(supervisor, 'confirm', 'FORBIDDEN'),
    ])
  })

  it('a page that the role may not open, with what it is of and without what was searched for', async () => {
    page.set('cookie', reviewer.headers.cookie ?? '')
    page.set('x-nrmm-peer', '192.0.2.9')
    page.set('x-nrmm-page', `/filings/${filingId}?q=13800001102`)
    await expect(requirePageActor('setting.manage')).rejects.toThrow()
    const [event] = await refusals()
    expect(event).toMatchObject({
      actorId: reviewer.id,
      address: '192.0.2.9',
      details: { refusal: 'FORBIDDEN', route: 'GET /filings/{id}', kind: 'filing', row: filingId },
    })
  })

  it('a HEAD, of which nothing else is recorded', async () => {
    const { path } = LIST.endpoint
    const request = new Request(`http://localhost:3000${path}`, { method: 'HEAD', headers: reviewer.headers })
    expect((await mountApi([LIST]).fetch(request)).status).toBe(403)
    expect(await refusals()).toHaveLength(1)
  })

  it('an officer who has had the number of exports of the day', async () => {
    const supervisor = await staffSession(db(), 'SUPERVISOR', '110101')
    const key = `personal-exports-of-day:${chinaDay(new Date())}:${supervisor.id}`
    await db().rateLimit.create({ data: { key, points: 100_000, expire: BigInt(Date.now() + 3_600_000) } })
    const route = exportRoutes.startExport
    const body = {
      format: 'CSV',
      columns: ['registrationNumber'],
      personal: true,
      purpose: 'INSPECTION',
      search: {},
    }
    expect((await callRoute(route, { body, headers: supervisor.headers })).status).toBe(429)
    const { method, path } = route.endpoint
    const details = { refusal: 'RATE_LIMITED', route: `${method} ${path}` }
    expect(await refusals()).toMatchObject([{ actorId: supervisor.id, details }])
  })

  it('codes entered for a phone that has none, ten a minute one by one and the rest as a number', async () => {
    const phone = newPhone()
    const signIn = () => callRoute(accountRoutes.openSession, { body: { phone, code: '123456' } })
    for (let n = 0; n < 12; n++) expect((await signIn()).status).toBe(401)
    await tellUnlisted(true)
    const events = await db().auditEvent.findMany({
      where: { action: 'code.refuse' },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ details }) => details)).toEqual([
      ...Array.from({ length: 10 }, () => ({ purpose: 'LOGIN', why: 'NO_CODE' })),
      { unlisted: 2 },
    ])
    expect(JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? '' : value))).not.toContain(
      phone,
    )
  })

  it('a sign-in whose name is no text or longer than any, without what it was', async () => {
    const names = ['x'.repeat(5_000), { $ne: null }]
    for (const username of names) {
      const request = new Request('http://localhost:3000/api/auth/callback/credentials', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
        body: JSON.stringify({ username, password: 'x' }),
      })
      expect((await mountApi([], staffAuthRoutes).fetch(request)).status).toBe(401)
    }
    await frequentWritten()
    const events = await db().auditEvent.findMany({ where: { action: 'staff.sign-in-failed' } })
    expect(events.map(({ subjectId, details }) => [subjectId, details])).toEqual(
      names.map(() => ['unreadable', { found: false, why: 'UNREADABLE' }]),
    )
  })
})
