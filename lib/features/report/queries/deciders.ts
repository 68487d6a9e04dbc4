import type { z } from 'zod'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { MAX_DECIDERS, reviewReport } from '../schema/reports'
import { inPeriod, type Scope } from './area'

const decider = reviewReport.shape.byReviewer.element
type Decider = z.output<typeof decider>

/** Bureaus or reviewers of an area with their decisions in the period; the busiest first. */
export function decidersOf(scope: Scope, kind: 'bureau' | 'reviewer'): Promise<Decider[]> {
  const decided = (table: 'review_staff_month' | 'review_delta', count: 'count' | 'amount') => Prisma.sql`
    SELECT ${Prisma.raw(kind === 'bureau' ? '"bureauId"' : '"staffId"')} AS id, "bureauId", measure, key, hours,
      ${Prisma.raw(count)} AS count
    FROM ${Prisma.raw(table)}
    WHERE ${inPeriod('month', scope)} AND ${inside(scope.prefix)} AND "staffId" IS NOT NULL`
  const name = Prisma.raw(kind === 'bureau' ? 'b.name' : 's.name')
  const staff = kind === 'bureau' ? Prisma.empty : Prisma.sql`JOIN staff s ON s.id = d.id`
  // Names and medians are added last, for the returned deciders only.
  return rowsOf(db(), decider)`
    WITH cells AS MATERIALIZED (
      SELECT id, "bureauId", measure, key, hours, sum(count) AS count
      FROM (${decided('review_staff_month', 'count')} UNION ALL ${decided('review_delta', 'amount')}) e
      GROUP BY id, "bureauId", measure, key, hours),
    deciders AS (
      SELECT id, "bureauId", sum(count) AS count,
        sum(count) FILTER (WHERE measure = 'APPROVED') AS approved,
        sum(count) FILTER (WHERE measure = 'RETURNED') AS returned,
        sum(count) FILTER (WHERE measure = 'DECLINED') AS declined,
        sum(count) FILTER (WHERE key = 'BEFORE') AS before,
        sum(count) FILTER (WHERE key = 'ON') AS on,
        sum(count) FILTER (WHERE key = 'OVER') AS over
      FROM cells GROUP BY id, "bureauId" ORDER BY count DESC, id LIMIT ${MAX_DECIDERS}::int),
    reached AS (
      SELECT c.id, c."bureauId", c.hours, 2 * sum(c.count) OVER (PARTITION BY c.id, c."bureauId" ORDER BY c.hours) >= d.count AS half
      FROM cells c JOIN deciders d ON d.id = c.id AND d."bureauId" = c."bureauId"),
    medians AS (SELECT id, "bureauId", min(hours) AS hours FROM reached WHERE half GROUP BY id, "bureauId")
    SELECT d.id, ${name} AS name, b.name AS "bureauName", coalesce(d.approved, 0)::int AS approved,
      coalesce(d.returned, 0)::int AS returned, coalesce(d.declined, 0)::int AS declined, coalesce(d.before, 0)::int AS before,
      coalesce(d.on, 0)::int AS on, coalesce(d.over, 0)::int AS over, m.hours::int AS "medianHours"
    FROM deciders d LEFT JOIN medians m ON m.id = d.id AND m."bureauId" = d."bureauId"
      JOIN bureau b ON b.id = d."bureauId" ${staff} ORDER BY d.count DESC, name`
}

/** No condition for the whole country, where filtering would cost as much as the sum. */
function inside(prefix: string): Prisma.Sql {
  return prefix === ''
    ? Prisma.sql`TRUE`
    : Prisma.sql`"bureauId" IN (SELECT id FROM bureau WHERE "divisionCode" LIKE ${`${prefix}%`})`
}
