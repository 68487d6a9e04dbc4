import { z } from 'zod'
import { fieldError } from '@/lib/core/app-error'
import { areaLevel } from '@/lib/core/area'
import { readRows } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import type { MachineSearch } from '../../schema/search'
import { districtNames } from './area'
import { machineConditions } from './conditions'
import { pageSql, stretchPageSql } from './page-sql'
import type { Plan, SearchScope } from './plan'
import { COUNT_CAP } from './total'
import { walkArea } from './walk'

const foundRow = z.object({
  /** The rows as JSON; null when there are none. */
  rows: z.string().nullable(),
  /** The last row, if another page follows. */
  last: z.tuple([z.string(), z.string()]).nullable(),
  /** Null if not requested. */
  total: z.int().nullable(),
})
/** One page of results; the total is exact up to the cap. */
export type FoundPage = z.output<typeof foundRow> & { cap: number | null }
export const NOTHING: FoundPage = { rows: null, last: null, total: 0, cap: null }

type PageRequest = Pick<MachineSearch, 'limit' | 'withTotal'>

/**
 * Runs a plan and reads one page, usually with one statement.
 * @throws AppError INVALID on `q` where more than the cap match in the whole country
 */
export async function runPlan(plan: Plan | null, scope: SearchScope, page: PageRequest): Promise<FoundPage> {
  if (plan === null) return NOTHING
  for (const hits of plan.newest ?? []) {
    const found = await readPage({ ...plan, hits }, scope, page)
    if (found.last) return found
  }
  if (!plan.condition) return readPage(plan, scope, page)
  const found = await readPage(plan, scope, { ...page, withTotal: true })
  if ((found.total ?? 0) <= COUNT_CAP) return found
  const inOrder = await readPage(await orderedPlan(plan.condition, plan, scope, page), scope, page)
  return { ...inOrder, total: found.total }
}

/**
 * The plan for a text that more machines contain than are counted: instead of collecting and sorting them, it scans the
 * area in order and finds a page soon. In the whole country that would take too long, and nobody can use the result.
 */
async function orderedPlan(
  condition: Prisma.Sql,
  plan: Plan,
  scope: SearchScope,
  { limit }: PageRequest,
): Promise<Plan> {
  if (areaLevel(scope.area) === 'COUNTRY' && !plan.everywhere)
    throw fieldError('q', `全国有超过 ${COUNT_CAP} 台机械符合，请补充更多字符，或先选择省市`)
  const hits = await walkArea(scope, [...machineConditions(scope.filter), condition], limit + 1)
  return { ...plan, ...hits, collected: null, total: COUNT_CAP + 1 }
}

async function readPage(plan: Plan, { area, order }: SearchScope, page: PageRequest): Promise<FoundPage> {
  const { collected, hits, stretch, cap } = plan
  const names = await districtNames(area)
  const rows = stretch
    ? stretchPageSql(stretch, order, page.limit, names)
    : Prisma.sql`
      WITH ${collected ? Prisma.sql`collected AS MATERIALIZED (${collected}),` : Prisma.empty}
        hits AS MATERIALIZED (${hits})
      ${pageSql(order, page.limit, names)}`
  const knownTotal = typeof plan.total === 'number' ? { total: plan.total } : {}
  const total =
    typeof plan.total === 'number' || !page.withTotal
      ? Prisma.sql`NULL::int`
      : Prisma.sql`(${plan.total})::int`
  const [found] = await readRows(foundRow)`${rows}, ${total} AS total`
  return { ...NOTHING, ...found, ...knownTotal, cap }
}
