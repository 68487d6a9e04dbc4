import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaFilter } from '@/lib/core/area'
import { listAll } from '@/lib/features/setting/queries/lists'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { listsReviewers } from '../rules/lists-reviewers'
import { monthsBetween } from '../rules/period'
import { type Decisions, type ReviewQuery, type ReviewReport, reviewReport } from '../schema/reports'
import { inPeriod, type Scope, scopeOf } from './area'
import { decidersOf } from './deciders'
import { receivedYearBefore } from './year-before'

const cell = z.object({ month: z.string(), measure: z.string(), key: z.string(), count: z.int() })
type Cell = z.output<typeof cell>

const medianRow = z.object({ hours: z.int().nullable() })

/**
 * What an area's bureaus received and decided in the requested months, and what is waiting now.
 * @throws AppError NOT_FOUND for an area outside the officer's own
 */
export async function getReviewReport(actor: StaffActor, query: ReviewQuery): Promise<ReviewReport> {
  const scope = await scopeOf(actor, query)
  const [cells, medianHours, now, lists, byBureau, byReviewer, yearBefore] = await Promise.all([
    countCells(scope),
    medianOf(scope),
    countNow(scope),
    listAll(db(), { withDisabled: true }),
    decidersOf(scope, 'bureau'),
    listsReviewers(scope.area.code) ? decidersOf(scope, 'reviewer') : [],
    receivedYearBefore(scope),
  ])
  const sum = (filter: Partial<Cell>) => sumOf(cells, filter)
  const reasons = new Map(lists.RETURN_REASON.map(({ code, name }) => [code, name]))
  return {
    area: scope.area,
    from: scope.from,
    to: scope.to,
    received: {
      first: sum({ measure: 'RECEIVED', key: 'FIRST' }),
      again: sum({ measure: 'RECEIVED', key: 'AGAIN' }),
    },
    decisions: { ...decisionsOf(cells), medianHours },
    reasons: [...new Set(cells.filter(({ measure }) => measure === 'REASON').map(({ key }) => key))]
      .map((code) => ({
        code,
        name: reasons.get(code) ?? code,
        count: sum({ measure: 'REASON', key: code }),
      }))
      .toSorted((a, b) => b.count - a.count),
    byMonth: monthsBetween(scope.from, scope.to).map((month) => {
      const { approved, returned, declined, over } = decisionsOf(cells.filter((cell) => cell.month === month))
      const received = sum({ month, measure: 'RECEIVED' })
      return { month, received, yearBefore: yearBefore(month), approved, returned, declined, over }
    }),
    now,
    byBureau: byBureau.map(({ id, name, ...decided }) => ({ id, name, ...decided })),
    byReviewer,
  }
}

function sumOf(cells: readonly Cell[], filter: Partial<Cell>): number {
  return cells
    .filter(
      (cell) =>
        (filter.month ?? cell.month) === cell.month &&
        (filter.measure ?? cell.measure) === cell.measure &&
        (filter.key ?? cell.key) === cell.key,
    )
    .reduce((sum, { count }) => sum + count, 0)
}

function decisionsOf(cells: readonly Cell[]): Omit<Decisions, 'medianHours'> {
  const decided = cells.filter(({ measure }) => ['APPROVED', 'RETURNED', 'DECLINED'].includes(measure))
  return {
    approved: sumOf(decided, { measure: 'APPROVED' }),
    returned: sumOf(decided, { measure: 'RETURNED' }),
    declined: sumOf(decided, { measure: 'DECLINED' }),
    before: sumOf(decided, { key: 'BEFORE' }),
    on: sumOf(decided, { key: 'ON' }),
    over: sumOf(decided, { key: 'OVER' }),
  }
}

/** The events of an area and period: the sums and the differences not folded in yet. */
function events(scope: Scope): Prisma.Sql {
  const { area, prefix } = scope
  const period = inPeriod('month', scope)
  return Prisma.sql`
    SELECT month, measure, key, hours, count FROM review_month WHERE "areaCode" = ${area.code}::char(6) AND ${period}
    UNION ALL
    SELECT month, measure, key, hours, amount FROM review_delta WHERE "districtCode" LIKE ${`${prefix}%`} AND ${period}`
}

function countCells(scope: Scope): Promise<Cell[]> {
  return rowsOf(db(), cell)`
    SELECT to_char(month, 'YYYY-MM') AS month, measure, key, sum(count)::int AS count
    FROM (${events(scope)}) e GROUP BY 1, 2, 3`
}

/** Median of the hours from submission to decision. */
async function medianOf(scope: Scope): Promise<number | null> {
  const [row] = await rowsOf(db(), medianRow)`
    SELECT min(hours)::int AS hours FROM (
      SELECT hours, sum(sum(count)) OVER (ORDER BY hours) AS reached, sum(sum(count)) OVER () AS whole
      FROM (${events(scope)}) e WHERE measure IN ('APPROVED', 'RETURNED', 'DECLINED') GROUP BY hours) h
    WHERE reached * 2 >= whole AND whole > 0`
  return row?.hours ?? null
}

async function countNow({ area, prefix }: Scope): Promise<ReviewReport['now']> {
  const [row] = await rowsOf(db(), reviewReport.shape.now)`
    SELECT
      (SELECT count(*)::int FROM filing f WHERE ${areaSql(areaFilter(area.code))} AND f.status IN ('SUBMITTED', 'IN_REVIEW')) AS waiting,
      (SELECT count(*)::int FROM filing f WHERE ${areaSql(areaFilter(area.code))} AND f.status IN ('SUBMITTED', 'IN_REVIEW')
        AND f."dueAt" < now()) AS overdue,
      (SELECT count(*)::int FROM pickup p JOIN bureau b ON b.id = p."bureauId" JOIN machine m ON m.id = p."machineId"
        WHERE p."collectedAt" IS NULL AND m.status = 'ACTIVE' AND b."divisionCode" LIKE ${`${prefix}%`}) AS "toCollect"`
  return row ?? { waiting: 0, overdue: 0, toCollect: 0 }
}
