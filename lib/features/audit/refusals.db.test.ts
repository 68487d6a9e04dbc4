import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { auditRoutes } from '@/lib/features/audit/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { signInStaff } from '@/lib/features/staff/commands/sign-in'
import { frequentWritten, tellUnlisted } from '@/lib/server/audit/frequent'
import { db } from '@/lib/server/database/db'
import { mountApi } from '@/lib/server/http/mount-api'
import { makeFiling } from '@/prisma/factories/filing'
import { emptyRecord } from '@/testing/audit-record'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { AuditEventView } from './schema'

const { claimFiling: CLAIM } = filingRoutes
const { listAudit: LIST } = auditRoutes

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
})
