import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import {
  type OverdueFigures,
  overdueFigures,
  type PhotoFigures,
  photoFigures,
  type ReviewerFigures,
  reviewerFigures,
  type SeriesFigures,
  seriesFigures,
} from '../rules/judge'

type Reader = Pick<Tx, '$queryRaw'>

/** Statuses of filings that count: submitted, and neither withdrawn nor declined. */
const COUNTS = Prisma.sql`('SUBMITTED', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'COLLECTED')`
/** To read province by province, each a range of the index (provinceCode, status, submittedAt). */
const PROVINCES = Prisma.sql`(SELECT code FROM division WHERE level = 1) p`
/** Limit of alerts of a kind; more would help nobody. */
const MAX_ALERTS = 5000

/** Number of overdue filings by district. */
export function findOverdue(reader: Reader, now: Date): Promise<OverdueFigures[]> {
  return rowsOf(reader, overdueFigures)`
    SELECT f."districtCode", count(*)::int AS count,
      to_char(min(f."dueAt") AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "oldestDueAt"
    FROM ${PROVINCES} JOIN filing f ON f."provinceCode" = p.code
    WHERE f.status IN ('SUBMITTED', 'IN_REVIEW') AND f."dueAt" < ${now}
    GROUP BY f."districtCode" ORDER BY count DESC LIMIT ${MAX_ALERTS}`
}

/**
 * Decisions of each reviewer since an instant, and those of the other reviewers of the same city (for a provincial bureau:
 * of the province).
 * @param quickSeconds threshold of a quick approval by division, including `000000`
 */
export function findReviewers(
  reader: Reader,
  since: Date,
  quickSeconds: readonly { code: string; seconds: number }[],
): Promise<ReviewerFigures[]> {
  return rowsOf(reader, reviewerFigures)`
    WITH quick_rule AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(quickSeconds)}::jsonb) AS r(code text, seconds int)),
    recent AS MATERIALIZED (
      SELECT d."staffId", d.kind, d."districtCode", extract(epoch FROM d."decidedAt" - d."claimedAt") AS took
      FROM decision d WHERE d."decidedAt" >= ${since}),
    cities AS MATERIALIZED (
      SELECT left("districtCode", 4) AS city, count(*) AS decisions,
        count(*) FILTER (WHERE kind = 'RETURNED') AS returned
      FROM recent GROUP BY 1),
    people AS MATERIALIZED (
      SELECT s.id, b."divisionCode" AS division, CASE WHEN b."divisionCode" = '000000' THEN ''
          WHEN b."divisionCode" LIKE '__0000' THEN left(b."divisionCode", 2) ELSE left(b."divisionCode", 4) END AS among,
        (SELECT r.seconds FROM quick_rule r
          WHERE r.code IN (b."divisionCode", left(b."divisionCode", 4) || '00', left(b."divisionCode", 2) || '0000', '000000')
          -- The code with the fewest zeros at its end is the most particular.
          ORDER BY length(rtrim(r.code, '0')) DESC LIMIT 1) AS seconds
      FROM staff s JOIN bureau b ON b.id = s."bureauId" WHERE s.id IN (SELECT "staffId" FROM recent)),
    own AS (
      SELECT p.id, p.division, p.among, p.seconds, count(*) AS decisions,
        count(*) FILTER (WHERE r.kind = 'APPROVED' AND r.took IS NOT NULL) AS approvals,
        count(*) FILTER (WHERE r.kind = 'APPROVED' AND r.took < p.seconds) AS quick,
        count(*) FILTER (WHERE r.kind = 'RETURNED') AS returned
      FROM people p JOIN recent r ON r."staffId" = p.id AND r."districtCode" LIKE p.among || '%'
      GROUP BY 1, 2, 3, 4)
    SELECT o.id AS "staffId", o.division AS "divisionCode", o.decisions::int, o.approvals::int, o.quick::int,
      o.returned::int, o.seconds AS "quickSeconds", (c.decisions - o.decisions)::int AS "othersDecisions",
      (c.returned - o.returned)::int AS "othersReturned"
    FROM own o CROSS JOIN LATERAL (
      SELECT sum(decisions) AS decisions, sum(returned) AS returned FROM cities WHERE city LIKE o.among || '%') c`
}

/**
 * Series below their warning threshold (the SQL form of `runsLow` in lib/features/registration), unless another series of the
 * same division has enough numbers left.
 */
export function findLowSeries(reader: Reader): Promise<SeriesFigures[]> {
  return rowsOf(reader, seriesFigures)`
    SELECT s.id, s."divisionCode", s.prefix, s."lastSerial" - s."nextSerial" + 1 AS left, s."warnBelow"
    FROM number_series s
    WHERE s.enabled AND s."lastSerial" - s."nextSerial" + 1 < s."warnBelow" AND NOT EXISTS (
      SELECT FROM number_series o WHERE o."divisionCode" = s."divisionCode" AND o.id <> s.id AND o.enabled
        AND o."lastSerial" - o."nextSerial" + 1 >= greatest(o."warnBelow", 1))
    ORDER BY 4 LIMIT ${MAX_ALERTS}`
}

/**
 * Photo files of filings submitted since an instant that any other filing uses as well. LATERAL with LIMIT looks up each
 * file in the index, while a plain EXISTS can lead to a scan of all photos.
 */
export function findSamePhotos(reader: Reader, since: Date): Promise<PhotoFigures[]> {
  return rowsOf(reader, photoFigures)`
    WITH recent AS MATERIALIZED (
      SELECT f.id FROM ${PROVINCES} JOIN filing f ON f."provinceCode" = p.code
      WHERE f.status IN ${COUNTS} AND f."submittedAt" >= ${since}),
    shared AS MATERIALIZED (
      SELECT DISTINCT fp.sha256 FROM recent r JOIN filing_photo fp ON fp."filingId" = r.id
      CROSS JOIN LATERAL (
        SELECT FROM filing_photo o JOIN filing f ON f.id = o."filingId"
        WHERE o.sha256 = fp.sha256 AND o."filingId" <> fp."filingId" AND f.status IN ${COUNTS} LIMIT 1) other)
    SELECT s.sha256, count(DISTINCT f.id)::int AS count, array_agg(DISTINCT f."districtCode"::text) AS districts,
      (array_agg(DISTINCT f.id ORDER BY f.id DESC))[1:20] AS "filingIds"
    FROM shared s JOIN filing_photo fp ON fp.sha256 = s.sha256 JOIN filing f ON f.id = fp."filingId"
    WHERE f.status IN ${COUNTS} GROUP BY s.sha256 ORDER BY max(f."submittedAt") DESC LIMIT ${MAX_ALERTS}`
}

/** Codes of the divisions that have their own watch rules. */
export async function divisionsWithWatchRules(): Promise<string[]> {
  const rows = await db().setting.findMany({ where: { key: 'watch-rules' }, select: { divisionCode: true } })
  return rows.map(({ divisionCode }) => divisionCode)
}
