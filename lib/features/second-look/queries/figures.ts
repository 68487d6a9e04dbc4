import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { chinaDay, chinaDayStart } from '@/lib/core/clock'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { findingKind, MONTHS, type SecondLookFigures, secondLookFigures } from '../schema'

const { months, reviewers } = secondLookFigures.shape
/** Findings listed. */
const LATEST = 50

const kindRow = z.object({ kind: z.string(), findings: z.int() })
const latestRow = secondLookFigures.shape.latest.element.extend({ kind: z.string(), lookedAt: z.date() })

/** What the second looks of the area came to, in the last twelve months; for supervisors only. */
export async function getFigures(actor: StaffActor, now = new Date()): Promise<SecondLookFigures> {
  const scope = lookScope(actor, firstDay(now))
  const [byMonth, byReviewer, byKind, latest, waiting, setting] = await Promise.all([
    rowsOf(db(), months.element)(monthsSql(scope)),
    rowsOf(db(), reviewers.element)(reviewersSql(scope)),
    rowsOf(db(), kindRow)`SELECT x.kind, count(*)::int AS findings FROM ${scope}
      JOIN second_look_finding x ON x."filingId" = l."filingId" GROUP BY 1 ORDER BY 2 DESC, 1`,
    rowsOf(db(), latestRow)(latestSql(actor)),
    rowsOf(db(), z.object({ unassigned: z.int() }))`
      SELECT count(*)::int AS unassigned FROM second_look l JOIN filing f ON f.id = l."filingId"
      WHERE ${areaSql(actor.area)} AND l."lookedAt" IS NULL AND l."assigneeId" IS NULL`,
    findSetting(db(), 'second-look', actor.divisionCode),
  ])
  return {
    months: byMonth,
    reviewers: byReviewer,
    kinds: byKind.map(({ kind, findings }) => ({ kind: kindOf(kind), findings })),
    latest: latest.map((row) => ({ ...row, kind: kindOf(row.kind), lookedAt: row.lookedAt.toISOString() })),
    unassigned: waiting[0]?.unassigned ?? 0,
    ...setting,
  }
}

const kindOf = (kind: string) => findingKind.catch('OTHER').parse(kind)

/** First day of the eleventh month before this one, in China. */
function firstDay(now: Date): Date {
  const [year = 0, month = 0] = chinaDay(now).split('-').map(Number)
  const first = new Date(Date.UTC(year, month - MONTHS, 1))
  return chinaDayStart(first.toISOString().slice(0, 10))
}

/** FROM: every decision of the area that was in a draw, as `c`, and as `l` those that were drawn. */
function lookScope(actor: StaffActor, since: Date): Prisma.Sql {
  return Prisma.sql`second_look_choice c
    JOIN second_look_draw w ON w.id = c."drawId" AND w."drawnAt" >= ${since}
    JOIN decision d ON d.id = c."decisionId"
    JOIN filing f ON f.id = d."filingId" AND ${areaSql(actor.area)}
    LEFT JOIN second_look l ON l."decisionId" = d.id`
}

const monthsSql = (scope: Prisma.Sql) => Prisma.sql`
  SELECT to_char(w."drawnAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month, count(*)::int AS considered,
    count(l."filingId")::int AS drawn, count(*) FILTER (WHERE l.why = 'RANDOM')::int AS random,
    count(*) FILTER (WHERE l.result = 'AGREE')::int AS agreed,
    count(*) FILTER (WHERE l.result = 'FINDING')::int AS "withFindings",
    count(*) FILTER (WHERE l."filingId" IS NOT NULL AND l.result IS NULL)::int AS open
  FROM ${scope} GROUP BY 1 ORDER BY 1 DESC`

const reviewersSql = (scope: Prisma.Sql) => Prisma.sql`
  SELECT s.id AS "staffId", s.name, count(*)::int AS considered, count(l."filingId")::int AS drawn,
    count(l.result)::int AS looked, count(*) FILTER (WHERE l.result = 'FINDING')::int AS "withFindings",
    coalesce(sum((SELECT count(*) FROM second_look_finding x WHERE x."filingId" = l."filingId")), 0)::int AS findings
  FROM ${scope} JOIN staff s ON s.id = d."staffId"
  GROUP BY s.id, s.name ORDER BY findings DESC, drawn DESC, s.name, s.id`

const latestSql = (actor: StaffActor) => Prisma.sql`
  SELECT l."filingId", m.id AS "machineId", m."registrationNumber", x.kind, x.text, s.name AS "deciderName",
    a.name AS "lookerName", l."lookedAt"
  FROM second_look l JOIN second_look_finding x ON x."filingId" = l."filingId"
  JOIN filing f ON f.id = l."filingId" AND ${areaSql(actor.area)}
  JOIN staff s ON s.id = l."deciderId" JOIN staff a ON a.id = l."assigneeId"
  LEFT JOIN machine m ON m."filingId" = f.id
  ORDER BY l."lookedAt" DESC, l."filingId", x.position LIMIT ${LATEST}`
