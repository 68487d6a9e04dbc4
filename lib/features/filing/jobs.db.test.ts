import { describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { lapseClaims } from './jobs'

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const statusOf = async (id: string) => (await db().filing.findUniqueOrThrow({ where: { id } })).status

async function claimed(claimedAt: Date): Promise<string> {
  const submittedAt = hoursAgo(3)
  return (await makeFiling(db(), 'IN_REVIEW', { submittedAt, story: { claimedAt } })).id
}

describe('lapseClaims', () => {
  it('puts filings without activity back into the queue, at their place, with an audit row', async () => {
    const [stale, fresh] = [await claimed(hoursAgo(1)), await claimed(hoursAgo(0))]
    const before = await db().filing.findUniqueOrThrow({ where: { id: stale } })
    expect(await lapseClaims()).toBe(1)
    const after = await db().filing.findUniqueOrThrow({ where: { id: stale } })
    expect(after).toEqual({
      ...before,
      status: 'SUBMITTED',
      claimedById: null,
      claimedAt: null,
      claimExpiresAt: null,
      version: before.version + 1,
      updatedAt: after.updatedAt,
    })
    expect(await statusOf(fresh)).toBe('IN_REVIEW')
    const event = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: stale },
      orderBy: { id: 'desc' },
    })
    expect(event).toMatchObject({
      actorKind: 'SYSTEM',
      action: 'filing.lapse',
      districtCode: '110101',
      details: { staffId: before.claimedById },
    })
    expect(await lapseClaims()).toBe(0)
  })

  it('lapses each claim once when several servers run at once', async () => {
    for (let index = 0; index < 10; index++) await claimed(hoursAgo(1))
    const counts = await Promise.all([1, 2, 3, 4].map(() => lapseClaims()))
    // A run skips rows locked by another; the next run takes the rest.
    expect(counts.reduce((sum, count) => sum + count, await lapseClaims())).toBe(10)
  })

  it('passes over a filing that an officer is deciding at this moment', async () => {
    const id = await claimed(hoursAgo(1))
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM filing WHERE id = ${id}::uuid FOR UPDATE`
      expect(await lapseClaims()).toBe(0)
    })
    expect(await lapseClaims()).toBe(1)
  })
})
