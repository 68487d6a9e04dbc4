import { beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '@/lib/core/clock'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { applyRetention } from './commands'
import { retentionRoutes } from './routes'
import type { RetentionRow } from './schema'

const NATION = '000000'
const old = new Date(Date.now() - 400 * DAY_MS)

async function draft(updatedAt: Date, data: object = {}) {
  const { id } = await makeFiling(db(), 'DRAFT')
  await db().filing.update({ where: { id }, data: { ...data, updatedAt } })
  return id
}
const exists = async (id: string) => (await db().filing.count({ where: { id } })) === 1

async function set(key: string, period: object, area = NATION) {
  const { headers } = await staffSession(db(), 'ADMINISTRATOR', area)
  return callRoute<RetentionRow>(retentionRoutes.setRetention, { headers, params: { key }, body: period })
}

beforeEach(async () => {
  await db().setting.deleteMany({ where: { key: 'retention' } })
  await db().filing.deleteMany({ where: { status: 'DRAFT' } })
})

describe('what is older than its period', () => {
  it('is counted, with its oldest, and stays while the table is not switched on', async () => {
    const id = await draft(old)
    const fresh = await draft(new Date())
    const { headers } = await staffSession(db(), 'ADMINISTRATOR', NATION)
    const { body } = await callRoute<{ data: RetentionRow[] }>(retentionRoutes.listRetention, { headers })
    expect(body.data.find(({ key }) => key === 'drafts')).toMatchObject({
      days: 365,
      on: false,
      due: 1,
      oldest: old.toISOString(),
    })
    expect(await applyRetention()).toBe(0)
    expect([await exists(id), await exists(fresh)]).toEqual([true, true])
  })

  it('goes once it is switched on, in batches that are each recorded; the rest stays', async () => {
    const fresh = await draft(new Date())
    const submitted = await makeFiling(db(), 'SUBMITTED')
    await db().filing.update({ where: { id: submitted.id }, data: { updatedAt: old } })
    const { id: accountId } = await makeAccount(db())
    await db().filing.createMany({
      data: Array.from({ length: 501 }, () => ({ filerId: accountId, ownerId: accountId, updatedAt: old })),
    })
    expect((await set('drafts', { days: 365, on: true })).body).toMatchObject({ on: true, due: 501 })
    expect(await applyRetention()).toBe(501)
    expect(await db().filing.count({ where: { filerId: accountId } })).toBe(0)
    expect([await exists(fresh), await exists(submitted.id)]).toEqual([true, true])
    const events = await db().auditEvent.findMany({
      where: { action: 'retention.delete' },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ details }) => details)).toEqual([
      { retention: 'drafts', count: 500, days: 365 },
      { retention: 'drafts', count: 1, days: 365 },
    ])
    expect(await db().retentionRun.findFirst({ orderBy: { startedAt: 'desc' } })).toMatchObject({
      total: 501,
      deleted: 501,
      finishedAt: expect.any(Date),
    })
  })

  it('of every table can be counted and deleted', async () => {
    for (const key of [
      'drafts',
      'notices',
      'certificates',
      'machine-users',
      'exports',
      'print-jobs',
      'identity-misses',
    ])
      expect((await set(key, { days: 400, on: true })).status).toBe(200)
    const id = await draft(new Date(Date.now() - 500 * DAY_MS))
    const filing = await makeFiling(db(), 'SUBMITTED')
    const notice = (readAt: Date | null) =>
      db().notice.create({
        data: {
          accountId: filing.ownerId,
          kind: 'RETURNED',
          filingId: filing.id,
          createdAt: new Date(Date.now() - 500 * DAY_MS),
          readAt,
        },
      })
    const [read, unread] = [await notice(new Date()), await notice(null)]
    await applyRetention()
    expect(await exists(id)).toBe(false)
    const left = await db().notice.findMany({ where: { id: { in: [read.id, unread.id] } } })
    expect(left.map((each) => each.id)).toEqual([unread.id])
  })
})

describe('periods', () => {
  it('are set by the nation only, and not below what the law asks', async () => {
    expect((await set('exports', { days: 100, on: true })).status).toBe(422)
    for (const area of ['110101', '110000'])
      expect((await set('drafts', { days: 365, on: true }, area)).status).toBe(403)
  })
})
