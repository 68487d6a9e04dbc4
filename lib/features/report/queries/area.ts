import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { areaChain, areaContains, areaLevel, areaPrefix, WHOLE_COUNTRY } from '@/lib/core/area'
import { db } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { monthsBetween, periodOf } from '../rules/period'
import type { ReportArea } from '../schema/reports'

export type Scope = {
  area: ReportArea
  /** Common prefix of the area's division codes. */
  prefix: string
  /** The divisions directly below. */
  below: { code: string; name: string }[]
  from: string
  to: string
}
type ScopeQuery = { areaCode?: string; from?: string; to?: string }

/**
 * Area and period of a report.
 * @throws AppError NOT_FOUND for an area outside the officer's own; INVALID for an invalid period
 */
export async function scopeOf(actor: StaffActor, query: ScopeQuery): Promise<Scope> {
  const code = query.areaCode ?? actor.divisionCode
  if (!areaContains(actor.divisionCode, code)) throw new AppError('NOT_FOUND')
  const period = periodOf(query, new Date())
  if (!period) throw fieldError('from', '开始月份应不晚于结束月份，最多 10 年')
  const chain = [...areaChain(code).toReversed(), ...(code === WHOLE_COUNTRY ? [] : [WHOLE_COUNTRY])]
  const rows = await db().division.findMany({
    where: {
      OR: [
        { code: { in: chain } },
        code === WHOLE_COUNTRY ? { level: 1 } : { parentCode: code, level: { gt: 0 } },
      ],
    },
    orderBy: { code: 'asc' },
    select: { code: true, name: true, parentCode: true, validTo: true },
  })
  // Reviews of an abolished division stay there; its machines move to the successor (prisma/seed/follow-division.ts).
  const nameOf = ({ name, validTo }: { name: string; validTo: Date | null }) =>
    validTo === null ? name : `${name}（已撤销）`
  const names = new Map(rows.map((row) => [row.code, nameOf(row)]))
  const name = names.get(code)
  if (name === undefined) throw new AppError('NOT_FOUND')
  const path = [WHOLE_COUNTRY, ...areaChain(code).toReversed()]
    .filter((above, index, all) => all.indexOf(above) === index && areaContains(actor.divisionCode, above))
    .flatMap((above) => (names.has(above) ? [{ code: above, name: names.get(above) ?? '' }] : []))
  const below = rows.filter((row) =>
    code === WHOLE_COUNTRY ? row.parentCode === null : row.parentCode === code,
  )
  const children = below
    .filter((row) => row.code !== code)
    .map((row) => ({ code: row.code, name: nameOf(row) }))
  return {
    area: { code, name, path, divided: children.length > 0 && areaLevel(code) !== 'DISTRICT' },
    prefix: areaPrefix(code),
    below: children,
    ...period,
  }
}

/** A month's first day, as stored in the tables. */
export function firstDay(month: string): Prisma.Sql {
  return Prisma.sql`${`${month}-01`}::date`
}

/**
 * A condition for the months of a scope, as a list: for a range with unknown bounds PostgreSQL expects very few rows and
 * then sorts instead of hashing.
 * @param column holds first days of months
 */
export function inPeriod(column: 'month' | '"registeredMonth"', { from, to }: Scope): Prisma.Sql {
  const days = monthsBetween(from, to).map((month) => `${month}-01`)
  return Prisma.sql`${Prisma.raw(column)} = ANY(${days}::date[])`
}
