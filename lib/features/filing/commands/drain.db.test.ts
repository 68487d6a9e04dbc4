import { expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { DeskFiling } from '../schema/console'

const { approveFiling: APPROVE, nextFiling: NEXT } = filingRoutes

const FILINGS = 400
const CLIENTS = 8
/** The first series ends in the middle of the run: the rest of the numbers comes from the city's. */
const IN_FIRST_SERIES = 150

type Approved = { registrationNumber: string; pickupCode: string; machineId: string }
type Done = { filingId: string; approved: Approved }

/** One officer at work until the queue is empty; any status other than 200 and 204 fails the test. */
async function drain({ headers }: StaffSession): Promise<Done[]> {
  const done: Done[] = []
  for (;;) {
    const next = await callRoute<DeskFiling>(NEXT, { headers })
    if (next.status === 204) return done
    expect(next.status).toBe(200)
    const { id, version } = next.body
    const body = { version, emissionStage: '3' }
    const answer = await callRoute<Approved>(APPROVE, { params: { id }, headers, body })
    expect(answer).toMatchObject({ status: 200 })
    done.push({ filingId: id, approved: answer.body })
  }
}

async function submitted(): Promise<string[]> {
  const { id: filerId } = await makeAccount(db())
  const ids: string[] = []
  const slots = ['BODY_FRONT'] as const
  for (let made = 0; made < FILINGS; made += 20) {
    const some = Array.from({ length: 20 }, () =>
      makeFiling(db(), 'SUBMITTED', { filerId, slots: [...slots] }),
    )
    ids.push(...(await Promise.all(some)).map(({ id }) => id))
  }
  return ids
}

it('hands 400 filings to 8 officers at once: each to one, 400 numbers, 400 codes, no error', async () => {
  const officers = await Promise.all(Array.from({ length: CLIENTS }, () => staffSession(db(), 'REVIEWER')))
  const first = await makeSeries(db(), '110101', { lastSerial: IN_FIRST_SERIES })
  const second = await makeSeries(db(), '110000')
  const ids = await submitted()

  const done = (await Promise.all(officers.map(drain))).flat()

  const distinct = (of: (one: Done) => string) => new Set(done.map(of)).size
  expect(done.map(({ filingId }) => filingId).sort()).toEqual(ids.sort())
  expect(distinct(({ approved }) => approved.registrationNumber)).toBe(FILINGS)
  expect(distinct(({ approved }) => approved.pickupCode)).toBe(FILINGS)
  expect(distinct(({ approved }) => approved.machineId)).toBe(FILINGS)

  const { nextSerial } = await db().numberSeries.findUniqueOrThrow({ where: { id: first.id } })
  const rest = await db().numberSeries.findUniqueOrThrow({ where: { id: second.id } })
  expect([nextSerial, rest.nextSerial]).toEqual([IN_FIRST_SERIES + 1, FILINGS - IN_FIRST_SERIES + 1])
  await expectWhole(ids, done)
})

/** Every response is in the database exactly once, with everything that belongs to it. */
async function expectWhole(ids: string[], done: Done[]): Promise<void> {
  const among = { filingId: { in: ids } }
  const counts = await Promise.all([
    db().filing.count({ where: { id: { in: ids }, status: 'APPROVED', claimedById: null } }),
    db().machine.count({ where: among }),
    db().machineNumber.count({ where: { machine: among } }),
    db().pickup.count({ where: among }),
    db().decision.count({ where: { ...among, kind: 'APPROVED' } }),
    db().notice.count({ where: { ...among, kind: 'APPROVED' } }),
    db().auditEvent.count({ where: { action: 'filing.claim', subjectId: { in: ids } } }),
    db().auditEvent.count({ where: { action: 'filing.approve', subjectId: { in: ids } } }),
  ])
  expect(counts).toEqual(counts.map(() => FILINGS))
  const machines = await db().machine.findMany({
    where: among,
    select: { id: true, registrationNumber: true },
  })
  const numbers = new Map(machines.map(({ id, registrationNumber }) => [id, registrationNumber]))
  for (const { approved } of done) expect(numbers.get(approved.machineId)).toBe(approved.registrationNumber)
}
