import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makeStaff } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'

const { nextFiling: NEXT, peekNextFiling: PEEK } = filingRoutes

let reviewer: StaffSession
const peek = () => callRoute<{ id: string } | undefined>(PEEK, { headers: reviewer.headers })

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
})

describe('which filing comes next', () => {
  it('is none where none waits in the officer’s area', async () => {
    await makeStaff(db(), 'REVIEWER', '130200')
    await makeFiling(db(), 'SUBMITTED', { districtCode: '130203' })
    expect((await peek()).status).toBe(204)
  })

  it('is the one that the claim then gives, and nothing is claimed or recorded before', async () => {
    const at = Date.now()
    const old = await makeFiling(db(), 'SUBMITTED', { submittedAt: new Date(at - 60_000) })
    const newer = await makeFiling(db(), 'SUBMITTED', { submittedAt: new Date(at - 30_000) })
    const before = await db().auditEvent.count()
    expect(await peek()).toMatchObject({ status: 200, body: { id: old.id } })
    expect(await db().filing.findUnique({ where: { id: old.id } })).toMatchObject({
      status: 'SUBMITTED',
      claimedById: null,
    })
    expect(await db().auditEvent.count()).toBe(before)

    const claimed = await callRoute<{ id: string }>(NEXT, { headers: reviewer.headers })
    expect(claimed.body.id).toBe(old.id)
    expect(await peek()).toMatchObject({ body: { id: newer.id } })
  })
})
