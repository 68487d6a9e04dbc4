import { describe, expect, it } from 'vitest'
import { reportRoutes } from '@/lib/features/report/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { makeManyMachines } from '@/testing/many-machines'
import { staffSession } from '@/testing/staff-session'
import { checkFigures } from './commands/check-figures'
import { foldFigures } from './jobs'
import type { ReviewReport, StockReport } from './schema/reports'

const { getReviewReport: reviewRoute, getStockReport: stockRoute } = reportRoutes

const HOUR = 3_600_000

describe('stock', () => {
  it('is consistent, folded or not, in every dimension and level', async () => {
    await makeManyMachines(db(), 300)
    const { headers } = await staffSession(db(), 'SUPERVISOR', '000000')
    const cityCounts = await db().machine.groupBy({
      by: ['cityCode'],
      where: { status: 'ACTIVE' },
      _count: true,
    })
    const inCity = (code: string) => cityCounts.find(({ cityCode }) => cityCode === code)?._count ?? 0
    const total = cityCounts.reduce((sum, { _count }) => sum + _count, 0)
    const ask = async (areaCode?: string) => {
      const { status, body } = await callRoute<StockReport>(stockRoute, {
        headers,
        query: { from: '2019-01', to: '2026-12', ...(areaCode ? { areaCode } : {}) },
      })
      expect(status).toBe(200)
      return body
    }
    const before = await ask()
    expect(await foldFigures()).toBeGreaterThan(0)
    expect(await ask()).toEqual(before)
    expect(before.total).toBe(total)
    for (const parts of [
      before.byArea,
      before.byCategory,
      before.byStage,
      before.byFuel,
      before.byPlace,
      before.byYear,
      before.byMonth,
    ])
      expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(total)
    expect((await ask('130000')).byArea.find(({ code }) => code === '130200')?.count).toBe(inCity('130200'))
    // 东莞 has no districts; 110100 is not a division, its districts are directly below 北京.
    expect((await ask('441900')).total).toBe(inCity('441900'))
    expect((await ask('110000')).byArea.reduce((sum, { count }) => sum + count, 0)).toBe(inCity('110100'))
  })

  it('is available for the actor’s area only, and for a valid period', async () => {
    const { headers } = await staffSession(db(), 'SUPERVISOR', '130200')
    const ask = (query: Record<string, string>) => callRoute(stockRoute, { headers, query })
    expect((await ask({ areaCode: '130203' })).status).toBe(200)
    for (const areaCode of ['130000', '110000', '000000', '139999'])
      expect((await ask({ areaCode })).status).toBe(404)
    expect(await ask({ from: '2026-05', to: '2026-04' })).toMatchObject({ status: 422 })
    expect(await ask({ from: '2026-13' })).toMatchObject({ status: 400 })
  })
})

describe('review', () => {
  it('counts received filings and decisions, by their timeliness', async () => {
    const now = Date.now()
    await makeFiling(db(), 'APPROVED', { submittedAt: new Date(now - 30 * HOUR) })
    await makeFiling(db(), 'RETURNED', { submittedAt: new Date(now - 26 * HOUR) })
    await makeFiling(db(), 'SUBMITTED')
    const { headers } = await staffSession(db(), 'SUPERVISOR', '110000')
    const { status, body } = await callRoute<ReviewReport>(reviewRoute, { headers })
    expect(status).toBe(200)
    expect(body.received).toEqual({ first: 3, again: 0 })
    expect(body.decisions).toMatchObject({ approved: 1, returned: 1, declined: 0, before: 2, on: 0, over: 0 })
    expect(body.decisions.medianHours).not.toBeNull()
    expect(body.now).toMatchObject({ waiting: 1, overdue: 0, toCollect: 1 })
    expect(body.reasons.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(0)
    expect(body.byBureau.reduce((sum, { approved, returned }) => sum + approved + returned, 0)).toBe(2)
  })

  it('reports ON for the last day of a deadline, which ends at the first instant of the next', async () => {
    const judge = async (decided: string) => {
      const [row] = await db().$queryRaw<{ how: string }[]>`
        SELECT review_timeliness(${decided}::timestamptz, '2026-11-24T00:00:00+08:00') AS how`
      return row?.how
    }
    expect(await judge('2026-11-22T23:59:59+08:00')).toBe('BEFORE')
    expect(await judge('2026-11-23T00:00:00+08:00')).toBe('ON')
    expect(await judge('2026-11-23T17:00:00+08:00')).toBe('ON')
    expect(await judge('2026-11-24T00:00:01+08:00')).toBe('OVER')
  })
})

describe('the nightly check', () => {
  it('finds differences from a full count and corrects them once', async () => {
    await makeManyMachines(db(), 50, 1000)
    await foldFigures()
    await db().$executeRaw`UPDATE machine_stock SET count = count + 7 WHERE "areaCode" = '130000'`
    await db().$executeRaw`DELETE FROM machine_age WHERE "areaCode" = '441900'`
    const found = await checkFigures()
    expect(found?.differences.machine_stock).toBeGreaterThan(0)
    expect(found?.differences.machine_age).toBeGreaterThan(0)
    expect((await checkFigures())?.differences).toEqual({})
    expect(await db().figureCheck.count()).toBe(2)
  })
})
