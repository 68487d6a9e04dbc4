import { db } from '@/lib/server/db'
import { Prisma } from '@/prisma/client'
import type { Decisions } from '../schema'
import { firstDay, type Scope } from './area'

type Decider = Decisions & { id: string; name: string; bureauName: string }

/** Bureaus, or reviewers, of an area with what they decided in the period; the busiest first, a hundred at most. */
export function decidersOf({ prefix, from, to }: Scope, kind: 'bureau' | 'reviewer'): Promise<Decider[]> {
  const decided = (table: 'review_staff_month' | 'review_delta', count: 'count' | 'amount') => Prisma.sql`
    SELECT ${Prisma.raw(kind === 'bureau' ? '"bureauId"' : '"staffId"')} AS id, "bureauId", measure, key, hours,
      ${Prisma.raw(count)} AS count
    FROM ${Prisma.raw(table)}
    WHERE month BETWEEN ${firstDay(from)} AND ${firstDay(to)} AND ${inside(prefix)} AND "staffId" IS NOT NULL`
  const name = Prisma.raw(kind === 'bureau' ? 'b.name' : 's.name')
  const staff = kind === 'bureau' ? Prisma.empty : Prisma.sql`JOIN staff s ON s.id = d.id`
  // Names come last: of the country's events each would carry them.
  return db().$queryRaw<Decider[]>`
    WITH cells AS (
      SELECT id, "bureauId", hours, sum(count) AS count,
        sum(count) FILTER (WHERE measure = 'APPROVED') AS approved,
        sum(count) FILTER (WHERE measure = 'RETURNED') AS returned,
        sum(count) FILTER (WHERE measure = 'DECLINED') AS declined,
        sum(count) FILTER (WHERE key = 'BEFORE') AS before,
        sum(count) FILTER (WHERE key = 'ON') AS on,
        sum(count) FILTER (WHERE key = 'OVER') AS over
      FROM (${decided('review_staff_month', 'count')} UNION ALL ${decided('review_delta', 'amount')}) e
      GROUP BY id, "bureauId", hours),
    ranked AS (
      SELECT *, sum(count) OVER (PARTITION BY id, "bureauId" ORDER BY hours) AS reached,
        sum(count) OVER (PARTITION BY id, "bureauId") AS whole
      FROM cells),
    deciders AS (
      SELECT id, "bureauId", sum(count) AS count, coalesce(sum(approved), 0)::int AS approved,
        coalesce(sum(returned), 0)::int AS returned, coalesce(sum(declined), 0)::int AS declined,
        coalesce(sum(before), 0)::int AS before, coalesce(sum("on"), 0)::int AS on, coalesce(sum(over), 0)::int AS over,
        (min(hours) FILTER (WHERE reached * 2 >= whole))::int AS "medianHours"
      FROM ranked GROUP BY id, "bureauId")
    SELECT d.id, ${name} AS name, b.name AS "bureauName", d.approved, d.returned, d.declined, d.before, d.on, d.over,
      d."medianHours"
    FROM deciders d JOIN bureau b ON b.id = d."bureauId" ${staff} ORDER BY d.count DESC, name LIMIT 100`
}

/** Of the country every bureau: asking which costs as much as the sum. */
function inside(prefix: string): Prisma.Sql {
  return prefix === ''
    ? Prisma.sql`TRUE`
    : Prisma.sql`"bureauId" IN (SELECT id FROM bureau WHERE "divisionCode" LIKE ${`${prefix}%`})`
}
