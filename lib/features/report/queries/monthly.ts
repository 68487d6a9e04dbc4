import type { StaffActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { chinaDayStart, chinaTime } from '@/lib/core/clock'
import { listAll } from '@/lib/features/setting/queries/lists'
import { db, longTransaction } from '@/lib/server/database/db'
import { flowOf, type MonthlyReport } from '../rules/monthly-report'
import { monthOf } from '../rules/period'
import type { MonthlyQuery } from '../schema/monthly'
import { type Scope, scopeOf } from './area'
import { movementsIn, registeredIn, type Span } from './month-flow'
import { type StockCell, stockAt } from './month-stock'
import { rankedParts } from './ranked-parts'
import { getReviewReport } from './review'

/**
 * The monthly report of an area: the stock at the end of the month (or now, during the month), its flow, and what the
 * bureaus received and decided. Waiting cases are those of now.
 * @throws AppError NOT_FOUND for an area outside the officer's own; INVALID for a month that has not begun
 */
export async function getMonthlyReport(
  actor: StaffActor,
  { area, month }: MonthlyQuery,
): Promise<MonthlyReport> {
  const scope = await scopeOf(actor, { areaCode: area, from: month, to: month })
  const now = new Date()
  if (month > monthOf(now)) throw fieldError('month', '该月尚未开始，请选择本月或以前的月份')
  const [stock, lists, review] = await Promise.all([
    readStock(scope, spanOf(month)),
    listAll(db(), { withDisabled: true }),
    getReviewReport(actor, { areaCode: area, from: month, to: month }),
  ])
  const partsOf = (dimension: StockCell['dimension'], items: readonly { code: string; name: string }[]) =>
    rankedParts(
      stock.cells.filter((cell) => cell.dimension === dimension),
      items,
    )
  return {
    area: scope.area,
    month,
    over: month < monthOf(now),
    flow: stock.flowIn(scope.area.code, stock.cells.find(({ dimension }) => dimension === 'total')?.count),
    byArea: scope.below.map(({ code, name }) => {
      const cell = stock.cells.find((each) => each.dimension === 'area' && each.code === code)
      return { code, name, ...stock.flowIn(code, cell?.count) }
    }),
    byStage: partsOf('stage', lists.STAGE).toSorted((a, b) => a.code.localeCompare(b.code)),
    byCategory: partsOf('category', lists.CATEGORY),
    byFuel: partsOf('fuel', lists.FUEL),
    byPlace: partsOf('place', lists.PLACE),
    review,
    madeAt: chinaTime(now),
    madeBy: actor.name,
    bureauName: actor.bureauName,
  }
}

function spanOf(month: string): Span {
  const next = new Date(`${month}-01T00:00:00Z`)
  next.setUTCMonth(next.getUTCMonth() + 1)
  return { start: chinaDayStart(`${month}-01`), end: chinaDayStart(next.toISOString().slice(0, 10)) }
}

/** Reads cells, registrations and movements from one snapshot, because they must be consistent. */
async function readStock(scope: Scope, span: Span) {
  const [cells, registered, movements] = await longTransaction(
    'report',
    async (tx) => [
      await stockAt(tx, scope, span.end),
      await registeredIn(tx, scope, span),
      await movementsIn(tx, scope, span),
    ],
    'RepeatableRead',
  )
  const flowIn = (code: string, closing = 0) =>
    flowOf(code, { closing, registered: registered.get(code) ?? 0, movements })
  return { cells, flowIn }
}
