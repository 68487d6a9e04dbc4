import { beforeEach, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'

/** 领取下一件 while another transaction holds the only filing that waits: "none is waiting" would not be true. */

let reviewer: StaffSession
let id: string
beforeEach(async () => {
  await db().filing.deleteMany({ where: { status: 'SUBMITTED' } })
  reviewer ??= await staffSession(db(), 'REVIEWER')
  id = (await makeFiling(db(), 'SUBMITTED')).id
})

const next = () =>
  callRoute<{ id: string } | undefined>(filingRoutes.nextFiling, { headers: reviewer.headers })

/** Runs `meanwhile` while another transaction holds the filing's row; it does `last` before it ends. */
async function whileHeld(lock: string, meanwhile: () => Promise<void>, last = Prisma.sql`SELECT 1`) {
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM filing WHERE id = ${id}::uuid ${Prisma.raw(lock)}`
    await meanwhile()
    await tx.$executeRaw(last)
  })
}

async function untilSomebodyWaits(): Promise<void> {
  await expect
    .poll(async () => (await db().$queryRaw<unknown[]>`SELECT FROM pg_locks WHERE NOT granted`).length)
    .toBeGreaterThan(0)
}

describe('the next filing', () => {
  it('is given while a job adds rows that refer to it', async () => {
    await whileHeld('FOR KEY SHARE', async () => {
      expect(await next()).toMatchObject({ status: 200, body: { id } })
    })
  })

  it('is waited for while a job changes it', async () => {
    let claimed: ReturnType<typeof next> | undefined
    await whileHeld('FOR UPDATE', async () => {
      claimed = next()
      await untilSomebodyWaits()
    })
    expect(await claimed).toMatchObject({ status: 200, body: { id } })
  })

  it('is none when the one that was waited for has gone', async () => {
    let claimed: ReturnType<typeof next> | undefined
    const gone = Prisma.sql`UPDATE filing SET status = 'DRAFT' WHERE id = ${id}::uuid`
    await whileHeld(
      'FOR UPDATE',
      async () => {
        claimed = next()
        await untilSomebodyWaits()
      },
      gone,
    )
    expect(await claimed).toMatchObject({ status: 204 })
  })
})
