import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readFilingNumber, spokenNumber } from '@/lib/core/filing-number'
import { machineRoutes } from '@/lib/features/machine/routes'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { filingRoutes } from '../routes'

const { listQueue: QUEUE, getDeskFiling: DESK } = filingRoutes
const made = z.object({ number: z.string() })

let reviewer: StaffSession
let stranger: StaffSession
beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  stranger = await staffSession(db(), 'REVIEWER', '110108')
})

type Rows = { data: { id: string }[] }
const found = async ({ headers }: StaffSession, q: string) =>
  (await callRoute<Rows>(QUEUE, { headers, query: { queue: 'pending', q } })).body.data.map(({ id }) => id)

/** Another digit at this place. */
const misheard = (number: string, at: number) =>
  [...number].map((digit, place) => (place === at ? (Number(digit) + 3) % 10 : digit)).join('')

describe('the number of a filing', () => {
  it('is made with a check digit the program agrees with, and none comes twice', async () => {
    const rows = await rowsOf(db(), made)`
      SELECT filing_number(n)::text AS number FROM generate_series(1, 20000) n
      UNION ALL SELECT filing_number(n)::text FROM generate_series(29990001, 30010000) n`
    const wrong = rows.filter(({ number }) => readFilingNumber(number)?.number !== number)
    expect(wrong).toEqual([])
    expect(new Set(rows.map(({ number }) => number)).size).toBe(40_000)
  })

  it('is given to a filing by the database, also where a program does not know of it', async () => {
    const { id } = await makeFiling(db(), 'SUBMITTED')
    const { number } = await db().filing.findUniqueOrThrow({ where: { id } })
    expect(readFilingNumber(number)).toEqual({ number, wrong: false })
    const desk = await callRoute<{ number: string }>(DESK, { params: { id }, headers: reviewer.headers })
    expect(desk.body.number).toBe(number)
    const other = await makeFiling(db(), 'SUBMITTED')
    await expect(db().filing.update({ where: { id: other.id }, data: { number } })).rejects.toThrow()
  })

  it('finds its filing in the queue, as it is read out, and nothing when one digit is misheard', async () => {
    const { id } = await makeFiling(db(), 'SUBMITTED')
    const { number } = await db().filing.findUniqueOrThrow({ where: { id } })
    for (const q of [number, spokenNumber(number)]) expect(await found(reviewer, q)).toEqual([id])
    for (let at = 0; at < 9; at++) expect(await found(reviewer, misheard(number, at))).toEqual([])
    expect(await found(stranger, number)).toEqual([])
  })

  it('finds the machine that was registered with it', async () => {
    const { id, machineId } = await makeFiling(db(), 'APPROVED')
    const { number } = await db().filing.findUniqueOrThrow({ where: { id } })
    const search = async ({ headers }: StaffSession, q: string) =>
      (await callRoute<Rows & { meaning: string }>(machineRoutes.searchMachines, { headers, query: { q } }))
        .body
    const answer = await search(reviewer, spokenNumber(number))
    expect(answer.data.map((row) => row.id)).toEqual([machineId])
    expect(answer.meaning).toBe('FILING')
    expect((await search(reviewer, misheard(number, 4))).data).toEqual([])
    expect((await search(stranger, number)).data).toEqual([])
  })
})
