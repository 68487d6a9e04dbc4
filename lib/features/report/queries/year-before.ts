import { z } from 'zod'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { monthAYearBefore } from '../rules/period'
import { inPeriod, type Scope } from './area'

const counted = z.object({ month: z.string(), count: z.int() })
const firstRow = z.object({ month: z.string().nullable() })

/** Of each month of a period: the count of the same month a year earlier, or null where nothing was recorded yet. */
export type YearBefore = (month: string) => number | null

/** Machines of a status registered a year earlier. */
export function registeredYearBefore(scope: Scope, status: string): Promise<YearBefore> {
  const { area, prefix } = scope
  const sums = Prisma.sql`FROM machine_month WHERE "areaCode" = ${area.code}::char(6)`
  const differences = Prisma.sql`FROM machine_delta WHERE "districtCode" LIKE ${`${prefix}%`}`
  return yearBefore(scope, {
    counts: (period) => Prisma.sql`
      SELECT "registeredMonth" AS month, count ${sums} AND status = ${status} AND ${period('"registeredMonth"')}
      UNION ALL SELECT "registeredMonth", amount ${differences} AND status = ${status} AND ${period('"registeredMonth"')}`,
    first: Prisma.sql`
      SELECT min("registeredMonth") AS month ${sums} UNION ALL SELECT min("registeredMonth") ${differences}`,
  })
}

/** Filings received a year earlier. */
export function receivedYearBefore(scope: Scope): Promise<YearBefore> {
  const { area, prefix } = scope
  const sums = Prisma.sql`FROM review_month WHERE "areaCode" = ${area.code}::char(6)`
  const differences = Prisma.sql`FROM review_delta WHERE "districtCode" LIKE ${`${prefix}%`}`
  return yearBefore(scope, {
    counts: (period) => Prisma.sql`
      SELECT month, count ${sums} AND measure = 'RECEIVED' AND ${period('month')}
      UNION ALL SELECT month, amount ${differences} AND measure = 'RECEIVED' AND ${period('month')}`,
    first: Prisma.sql`SELECT min(month) AS month ${sums} UNION ALL SELECT min(month) ${differences}`,
  })
}

type Source = {
  counts: (period: (column: 'month' | '"registeredMonth"') => Prisma.Sql) => Prisma.Sql
  first: Prisma.Sql
}

async function yearBefore(scope: Scope, { counts, first }: Source): Promise<YearBefore> {
  const earlier = { ...scope, from: monthAYearBefore(scope.from), to: monthAYearBefore(scope.to) }
  const [rows, [begun]] = await Promise.all([
    rowsOf(db(), counted)`
      SELECT to_char(month, 'YYYY-MM') AS month, sum(count)::int AS count
      FROM (${counts((column) => inPeriod(column, earlier))}) c GROUP BY 1`,
    rowsOf(db(), firstRow)`SELECT to_char(min(month), 'YYYY-MM') AS month FROM (${first}) f`,
  ])
  const found = new Map(rows.map(({ month, count }) => [month, count]))
  const since = begun?.month ?? null
  return (month) => {
    const before = monthAYearBefore(month)
    return since === null || before < since ? null : (found.get(before) ?? 0)
  }
}
