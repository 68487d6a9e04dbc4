import { describe, expect, it } from 'vitest'
import { chinaDay } from '@/lib/core/clock'
import { exportRoutes } from '@/lib/features/export/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'

type Answer = { detail?: string; errors?: { path: string }[] }
const HOME = '110101'

const reveal = ({ headers }: StaffSession, id: string, stated: object = {}) =>
  callRoute<Answer>(filingRoutes.revealParty, {
    params: { id },
    headers,
    body: { party: 'OWNER', ...stated },
  })
const reveals = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId, action: 'filing.reveal' } })).map(
    ({ details }) => details,
  )

describe('seeing numbers in full', () => {
  it('is for the review where one has claimed the filing, without a word', async () => {
    const reviewer = await staffSession(db(), 'REVIEWER', HOME)
    const { id } = await makeFiling(db(), 'SUBMITTED', { districtCode: HOME })
    await callRoute(filingRoutes.claimFiling, { params: { id }, headers: reviewer.headers })
    expect((await reveal(reviewer, id)).status).toBe(200)
    expect(await reveals(id)).toEqual([{ party: 'OWNER', accessPurpose: 'REVIEW' }])
  })

  it('otherwise needs a purpose, and other purposes their words', async () => {
    const reviewer = await staffSession(db(), 'REVIEWER', HOME)
    const { id } = await makeFiling(db(), 'SUBMITTED', { districtCode: HOME })
    const faults = async (stated: object) => {
      const { status, body } = await reveal(reviewer, id, stated)
      return [status, body.errors?.[0]?.path]
    }
    expect(await faults({})).toEqual([422, 'purpose'])
    expect(await faults({ purpose: 'CURIOSITY' })).toEqual([422, 'purpose'])
    expect(await faults({ purpose: 'OTHER' })).toEqual([422, 'purposeText'])
    expect(await reveals(id)).toEqual([])
    expect((await reveal(reviewer, id, { purpose: 'OTHER', purposeText: '信访件核实' })).status).toBe(200)
    expect(await reveals(id)).toEqual([{ party: 'OWNER', accessPurpose: 'OTHER', purposeText: '信访件核实' }])
  })

  it('ends for the day at the number that the bureau allows, for this officer alone', async () => {
    const [officer, other] = await Promise.all([
      staffSession(db(), 'REVIEWER', HOME),
      staffSession(db(), 'REVIEWER', HOME),
    ])
    const { id } = await makeFiling(db(), 'SUBMITTED', { districtCode: HOME })
    const key = `reveals-of-day:${chinaDay(new Date())}:${officer.id}`
    await db().rateLimit.create({ data: { key, points: 199, expire: BigInt(Date.now() + 3_600_000) } })
    const states = await Promise.all([1, 2, 3].map(() => reveal(officer, id, { purpose: 'CONTACT' })))
    expect(states.map(({ status }) => status).sort()).toEqual([200, 429, 429])
    expect(states.find(({ status }) => status === 429)?.body.detail).toContain('已达 200 次')
    expect(await reveals(id)).toHaveLength(1)
    expect((await reveal(other, id, { purpose: 'CONTACT' })).status).toBe(200)
  })
})

describe('an export with personal columns', () => {
  it('needs a purpose and counts for the day; one without them does neither', async () => {
    const supervisor = await staffSession(db(), 'SUPERVISOR', HOME)
    const ask = (fields: object) =>
      callRoute<Answer & { id: string }>(exportRoutes.startExport, {
        headers: supervisor.headers,
        body: { format: 'CSV', search: {}, columns: ['registrationNumber'], ...fields },
      })
    const refused = await ask({ personal: true })
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([422, 'purpose'])
    const { body } = await ask({ personal: true, purpose: 'COMPLAINT', purposeText: '信访 12 号' })
    const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: body.id } })
    expect(event.details).toMatchObject({ accessPurpose: 'COMPLAINT', purposeText: '信访 12 号' })
    const key = `personal-exports-of-day:${chinaDay(new Date())}:${supervisor.id}`
    expect((await db().rateLimit.findUniqueOrThrow({ where: { key } })).points).toBe(1)
    await db().rateLimit.update({ where: { key }, data: { points: 5 } })
    expect((await ask({ personal: true, purpose: 'COMPLAINT' })).status).toBe(429)
    expect((await ask({})).status).toBe(201)
  })
})
