import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'

const {
  approveFiling: APPROVE,
  claimFiling: CLAIM,
  declineFiling: DECLINE,
  returnFiling: RETURN,
  nextFiling: NEXT,
} = filingRoutes

let officers: StaffSession[]
let filerId: string

beforeAll(async () => {
  officers = await Promise.all(Array.from({ length: 8 }, () => staffSession(db(), 'REVIEWER')))
  filerId = (await makeAccount(db())).id
  await makeSeries(db(), '110101')
})

const officer = (at: number): StaffSession => {
  const found = officers[at]
  if (!found) throw new Error(`no officer ${at}`)
  return found
}

describe('of many who claim one filing at once', () => {
  it('exactly one gets it, the others get the claimant’s name', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await makeFiling(db(), 'SUBMITTED', { filerId })
      const answers = await Promise.all(
        officers.map(({ headers }) => callRoute<{ detail: string }>(CLAIM, { params: { id }, headers })),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)])
      const winner = officer(answers.findIndex(({ status }) => status === 200))
      const refused = answers.filter(({ status }) => status === 409)
      for (const { body } of refused) expect(body.detail).toContain(winner.name)
      expect(await db().auditEvent.count({ where: { subjectId: id, action: 'filing.claim' } })).toBe(1)
    }
  })

  it('one with an expired claim goes to exactly one of them', async () => {
    const claimedAt = new Date(Date.now() - 3_600_000)
    const { id } = await makeFiling(db(), 'IN_REVIEW', { filerId, story: { claimedAt } })
    const answers = await Promise.all(
      officers.map(({ headers }) => callRoute(CLAIM, { params: { id }, headers })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)])
  })
})

describe('two decisions on one filing at once', () => {
  it('one of two by the same officer wins, 40 times of 40', async () => {
    const { headers, id: reviewerId } = officer(0)
    for (let round = 0; round < 40; round++) {
      const { id, version } = await makeFiling(db(), 'IN_REVIEW', { filerId, reviewerId })
      const params = { id }
      const answers = await Promise.all([
        callRoute(APPROVE, { params, headers, body: { version, emissionStage: '3' } }),
        round % 2 === 0
          ? callRoute(DECLINE, { params, headers, body: { version, reason: '不属于登记范围' } })
          : callRoute(RETURN, {
              params,
              headers,
              body: { version, reasons: [{ code: 'OTHER', fields: [] }] },
            }),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const approved = answers[0]?.status === 200
      expect(await db().decision.count({ where: { filingId: id } })).toBe(1)
      expect(await db().machine.count({ where: { filingId: id } })).toBe(approved ? 1 : 0)
      expect(await db().notice.count({ where: { filingId: id } })).toBe(1)
    }
  })

  it('two officers: only the one with the claim succeeds, 40 times of 40', async () => {
    for (let round = 0; round < 40; round++) {
      const { id } = await makeFiling(db(), 'SUBMITTED', { filerId })
      const answers = await Promise.all(
        [officer(0), officer(1)].map(async ({ headers }) => {
          const claim = await callRoute<{ version: number }>(CLAIM, { params: { id }, headers })
          const version = claim.body.version ?? 2
          return callRoute(APPROVE, { params: { id }, headers, body: { version, emissionStage: '4' } })
        }),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      expect(await db().machine.count({ where: { filingId: id } })).toBe(1)
    }
  })
})

it('the last number goes to one of two, the other gets SERIES_EXHAUSTED', async () => {
  const [a, b] = await Promise.all([
    staffSession(db(), 'REVIEWER', '130200'),
    staffSession(db(), 'REVIEWER', '130200'),
  ])
  await makeSeries(db(), '130203', { lastSerial: 1 })
  const filings = await Promise.all(
    [a, b].map(({ id: reviewerId }) =>
      makeFiling(db(), 'IN_REVIEW', { filerId, reviewerId, districtCode: '130203' }),
    ),
  )
  const answers = await Promise.all(
    [a, b].map(({ headers }, at) => {
      const { id, version } = filings[at] ?? { id: '', version: 0 }
      return callRoute(APPROVE, { params: { id }, headers, body: { version, emissionStage: '3' } })
    }),
  )
  const codes = answers.map(({ status, body }) => (status === 200 ? '200' : body.code)).sort()
  expect(codes).toEqual(['200', 'SERIES_EXHAUSTED'])
  const left = await db().filing.findMany({ where: { id: { in: filings.map(({ id }) => id) } } })
  expect(left.map(({ status }) => status).sort()).toEqual(['APPROVED', 'IN_REVIEW'])
})

it('an Idempotency-Key returns the same next filing again, also for two requests at once', async () => {
  const one = await staffSession(db(), 'REVIEWER', '110108')
  await Promise.all([1, 2, 3].map(() => makeFiling(db(), 'SUBMITTED', { filerId, districtCode: '110108' })))
  const headers = { ...one.headers, 'idempotency-key': 'next-1' }
  const answers = await Promise.all([1, 2].map(() => callRoute<{ id: string }>(NEXT, { headers })))
  const again = await callRoute<{ id: string }>(NEXT, { headers })
  expect(new Set([...answers, again].map(({ body }) => body.id)).size).toBe(1)
  expect(await db().filing.count({ where: { claimedById: one.id } })).toBe(1)
})
