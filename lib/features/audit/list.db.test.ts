import { beforeAll, describe, expect, it } from 'vitest'
import { auditRoutes } from '@/lib/features/audit/routes'
import { signedPast } from '@/lib/server/audit/audit'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeStaff } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { AuditEventView, AuditReport } from './schema'

const { listAudit: GET, verifyAudit: VERIFY } = auditRoutes

type Listed = { data: AuditEventView[]; nextCursor: string | null }

let district: StaffSession
let city: StaffSession
let elsewhere: StaffSession
let reviewerId: string
let ownerId: string

beforeAll(async () => {
  district = await staffSession(db(), 'SUPERVISOR', '110101')
  city = await staffSession(db(), 'AUDIT_ADMINISTRATOR', '110000')
  elsewhere = await staffSession(db(), 'SUPERVISOR', '130200')
  reviewerId = (await makeStaff(db(), 'REVIEWER', '110101', { name: '王审核' })).id
  ownerId = (await makeAccount(db(), { name: '赵铁山' })).id
  const at = new Date()
  const staff = { actorKind: 'STAFF' as const, actorId: reviewerId, subjectType: 'filing' }
  const owner = { actorKind: 'ACCOUNT' as const, actorId: ownerId, subjectType: 'filing' }
  await db().auditEvent.createMany({
    data: signedPast([
      { ...owner, action: 'filing.submit', subjectId: 'east', districtCode: '110101', at },
      { ...owner, action: 'filing.submit', subjectId: 'haidian', districtCode: '110108', at },
      { ...owner, action: 'filing.submit', subjectId: 'tangshan', districtCode: '130202', at },
      { ...staff, action: 'filing.transfer', subjectId: 'sent-away', districtCode: '130202', at },
      {
        ...staff,
        action: 'filing.claim',
        subjectId: 'east',
        districtCode: '110101',
        at: new Date('2026-03-01T15:59:59Z'),
      },
      {
        ...staff,
        action: 'filing.claim',
        subjectId: 'late',
        districtCode: '110101',
        at: new Date('2026-03-01T16:00:00Z'),
      },
    ]),
  })
})

async function list(who: StaffSession, query: Record<string, string> = {}): Promise<Listed> {
  const { status, body } = await callRoute<Listed>(GET, { headers: who.headers, query })
  expect(status).toBe(200)
  return body
}

const subjects = ({ data }: Listed) =>
  data.filter((event) => event.subjectType === 'filing').map((event) => event.subjectId)

describe('the record', () => {
  it('shows what happened in the area and what its own people did anywhere, newest first', async () => {
    expect(subjects(await list(district))).toEqual(['late', 'east', 'sent-away', 'east'])
    expect(subjects(await list(city))).toEqual(['late', 'east', 'sent-away', 'haidian', 'east'])
    expect(subjects(await list(elsewhere))).toEqual(['sent-away', 'tangshan'])
  })

  it('names staff, masks owners', async () => {
    const { data } = await list(district)
    const names = Object.fromEntries(data.map(({ actor }) => [actor.id, actor.name]))
    expect(names).toMatchObject({ [reviewerId]: '王审核', [ownerId]: '赵*山' })
  })

  it('is filtered by actor, subject, action and days in China, never beyond the area', async () => {
    expect(subjects(await list(district, { actorId: ownerId }))).toEqual(['east'])
    expect(subjects(await list(district, { subjectType: 'filing', subjectId: 'east' }))).toEqual([
      'east',
      'east',
    ])
    expect(subjects(await list(district, { action: 'filing.transfer' }))).toEqual(['sent-away'])
    expect(subjects(await list(district, { from: '2026-03-01', to: '2026-03-01' }))).toEqual(['east'])
    expect(subjects(await list(district, { from: '2026-03-02', to: '2026-03-02' }))).toEqual(['late'])
    expect(subjects(await list(district, { subjectId: 'tangshan' }))).toEqual([])
  })

  it('is paged without a gap or a repetition', async () => {
    const pages: Listed[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Listed = await list(district, { limit: '1', ...(cursor ? { cursor } : {}) })
      pages.push(page)
      cursor = page.nextCursor
    }
    expect(pages.flatMap(subjects)).toEqual(['late', 'east', 'sent-away', 'east'])
  })

  it('refuses a cursor that is none of ours', async () => {
    const cursor = Buffer.from('["x"]').toString('base64url')
    const answer = await callRoute(GET, { headers: district.headers, query: { cursor } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'MALFORMED' } })
  })

  it('is sealed and verified on demand', async () => {
    const { status, body } = await callRoute<AuditReport>(VERIFY, { headers: city.headers })
    expect(status).toBe(200)
    expect(body).toMatchObject({ waitingCount: 0, anchored: true })
    // The two claims with a time long past say so: they were brought in afterwards.
    expect(body.faults).toEqual([])
    expect((await list(city)).data.every(({ sealed }) => sealed)).toBe(true)
  })
})
