import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { areaChain, areaContains, areaLevel, areaPrefix, WHOLE_COUNTRY } from '@/lib/core/area'
import { db } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { monthsBetween, periodOf } from '../rules/period'
import type { ReportArea } from '../schema/reports'

export type Scope = {
  area: ReportArea
  /** What codes of the area's districts begin with. */
  prefix: string
  /** The divisions right below. */
  below: { code: string; name: string }[]
  from: string
  to: string
}
type Asked = { areaCode?: string; from?: string; to?: string }

/**
 * What a report is about.
 * @throws AppError NOT_FOUND for an area outside the officer's own; RULES for months that make no period
 */
export async function scopeOf(actor: StaffActor, asked: Asked): Promise<Scope> {
  const code = asked.areaCode ?? actor.divisionCode
  if (!areaContains(actor.divisionCode, code)) throw new AppError('NOT_FOUND')
  const period = periodOf(asked, new Date())
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
  // Reviews of an abolished division are figures of then; its machines follow it to another (prisma/seed/follow-division.ts).
  const nameOf = ({ name, validTo }: { name: string; validTo: Date | null }) =>
    validTo === null ? name : `${name}（已撤销）`
  const known = new Map(rows.map((row) => [row.code, nameOf(row)]))
  const name = known.get(code)
  if (name === undefined) throw new AppError('NOT_FOUND')
  const path = [WHOLE_COUNTRY, ...areaChain(code).toReversed()]
    .filter((above, index, all) => all.indexOf(above) === index && areaContains(actor.divisionCode, above))
    .flatMap((above) => (known.has(above) ? [{ code: above, name: known.get(above) ?? '' }] : []))
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

/** A month's first day, as the tables keep it. */
export function firstDay(month: string): Prisma.Sql {
  return Prisma.sql`${`${month}-01`}::date`
}

/**
 * The months of a scope, named one by one: of two ends that it does not know yet PostgreSQL expects next to nothing in
 * between, and then sorts what it should hash.
 * @param column of first days
 */
export function inPeriod(column: 'month' | '"registeredMonth"', { from, to }: Scope): Prisma.Sql {
  const days = monthsBetween(from, to).map((month) => `${month}-01`)
  return Prisma.sql`${Prisma.raw(column)} = ANY(${days}::date[])`
}
