import type { StaffActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { chinaDayStart, chinaTime } from '@/lib/core/clock'
import { listAll } from '@/lib/features/setting/queries/lists'
import { db } from '@/lib/server/database/db'
import { flowOf, type MonthlyReport } from '../rules/monthly-report'
import { monthOf } from '../rules/period'
import type { MonthlyQuery } from '../schema/monthly'
import type { StockPart } from '../schema/reports'
import { type Scope, scopeOf } from './area'
import { movementsIn, registeredIn, type Span } from './month-flow'
import { type StockCell, stockAt } from './month-stock'
import { getReviewReport } from './review'

/**
 * A month of an area: the stock as it stood when the month ended (or stands now, while it lasts) and how it got there, and
 * what the bureaus received and decided in it. What waits is told as of now.
 * @throws AppError NOT_FOUND for an area outside the officer's own; RULES for a month that has not begun
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
  const named = (dimension: StockCell['dimension'], items: readonly { code: string; name: string }[]) =>
    partsOf(stock.cells, dimension, items)
  return {
    area: scope.area,
    month,
    over: month < monthOf(now),
    flow: stock.flowIn(scope.area.code, stock.cells.find(({ dimension }) => dimension === 'total')?.count),
    byArea: scope.below.map(({ code, name }) => {
      const cell = stock.cells.find((each) => each.dimension === 'area' && each.code === code)
      return { code, name, ...stock.flowIn(code, cell?.count) }
    }),
    byStage: named('stage', lists.STAGE).toSorted((a, b) => a.code.localeCompare(b.code)),
    byCategory: named('category', lists.CATEGORY),
    byFuel: named('fuel', lists.FUEL),
    byPlace: named('place', lists.PLACE),
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

/** Three statements that must agree: of one snapshot. */
async function readStock(scope: Scope, span: Span) {
  const [cells, registered, movements] = await db().$transaction(
    async (tx) => [
      await stockAt(tx, scope, span.end),
      await registeredIn(tx, scope, span),
      await movementsIn(tx, scope, span),
    ],
    { isolationLevel: 'RepeatableRead', timeout: 60_000 },
  )
  const flowIn = (code: string, closing = 0) =>
    flowOf(code, { closing, registered: registered.get(code) ?? 0, movements })
  return { cells, flowIn }
}

/** Largest first; an empty code: not told. */
function partsOf(
  cells: readonly StockCell[],
  wanted: StockCell['dimension'],
  items: readonly { code: string; name: string }[],
): StockPart[] {
  const names = new Map(items.map(({ code, name }) => [code, name]))
  return cells
    .filter(({ dimension }) => dimension === wanted)
    .map(({ code, count }) => ({ code, name: names.get(code) ?? (code || '未填写'), count }))
    .toSorted((a, b) => b.count - a.count || a.code.localeCompare(b.code))
}
