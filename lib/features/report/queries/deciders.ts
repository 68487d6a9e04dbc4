import { db } from '@/lib/server/db'
import { Prisma } from '@/prisma/client'
import type { Decisions } from '../schema'
import { firstDay, type Scope } from './area'

type Decider = Decisions & { id: string; name: string; bureauName: string }

/** Bureaus, or reviewers, of an area with what they decided in the period; the busiest first, a hundred at most. */
export function decidersOf({ prefix, from, to }: Scope, kind: 'bureau' | 'reviewer'): Promise<Decider[]> {
  const period = Prisma.sql`month BETWEEN ${firstDay(from)} AND ${firstDay(to)}`
  const id = Prisma.raw(kind === 'bureau' ? 'e."bureauId"' : 'e."staffId"')
  const name = Prisma.raw(kind === 'bureau' ? 'b.name' : 's.name')
  return db().$queryRaw<Decider[]>`
    WITH inside AS (SELECT id, name FROM bureau WHERE "divisionCode" LIKE ${`${prefix}%`}),
    cells AS (
      SELECT ${id} AS id, ${name} AS name, b.name AS "bureauName", e.measure, e.key, e.hours, sum(e.count) AS count
      FROM (
        SELECT "bureauId", "staffId", measure, key, hours, count FROM review_staff_month
        WHERE "bureauId" IN (SELECT id FROM inside) AND ${period}
        UNION ALL
        SELECT "bureauId", "staffId", measure, key, hours, amount FROM review_delta
        WHERE "bureauId" IN (SELECT id FROM inside) AND ${period}) e
      JOIN inside b ON b.id = e."bureauId" JOIN staff s ON s.id = e."staffId"
      GROUP BY 1, 2, 3, 4, 5, 6),
    ranked AS (
      SELECT *, sum(count) OVER (PARTITION BY id ORDER BY hours) AS reached, sum(count) OVER (PARTITION BY id) AS whole
      FROM cells)
    SELECT id, name, "bureauName",
      coalesce(sum(count) FILTER (WHERE measure = 'APPROVED'), 0)::int AS approved,
      coalesce(sum(count) FILTER (WHERE measure = 'RETURNED'), 0)::int AS returned,
      coalesce(sum(count) FILTER (WHERE measure = 'DECLINED'), 0)::int AS declined,
      coalesce(sum(count) FILTER (WHERE key = 'BEFORE'), 0)::int AS before,
      coalesce(sum(count) FILTER (WHERE key = 'ON'), 0)::int AS on,
      coalesce(sum(count) FILTER (WHERE key = 'OVER'), 0)::int AS over,
      (min(hours) FILTER (WHERE reached * 2 >= whole))::int AS "medianHours"
    FROM ranked GROUP BY 1, 2, 3 ORDER BY sum(count) DESC, name LIMIT 100`
}
