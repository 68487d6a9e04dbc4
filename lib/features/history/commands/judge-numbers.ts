import type { Tx } from '@/lib/server/db'
import type { HistoryRow } from '../rules/read-row'
import { ownerIndex } from './owners'

export type Verdict = { known: true } | { fault: string }

/**
 * What the registry says of a batch's numbers: a body that is there already with the same facts is known, with others
 * refused; a body that a number series would hand out one day is refused. A machine that was changed here since it was
 * loaded is known whatever the file says. No verdict: the number is free.
 */
export async function judgeNumbers(tx: Tx, rows: readonly HistoryRow[]): Promise<Map<number, Verdict>> {
  // Held until the end of the batch, as by whoever makes or widens a series (number_series_free).
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('number_bodies'))`
  const told = rows.map((row) => ({
    line: row.line,
    body: row.body,
    stage: row.stage,
    at: row.registeredAt,
    owner: ownerIndex(row),
    content: row.content,
    status: row.status,
  }))
  const found = await tx.$queryRaw<{ line: number; same: boolean | null; series: string | null }[]>`
    WITH r AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
        AS r(line int, body char(8), stage char(1), at timestamptz(3), owner text, content jsonb, status text))
    SELECT r.line, m.id IS NOT NULL AND m."loadId" IS NOT NULL AND (m.version > 1 OR (
        m."emissionStage" = r.stage AND m."registeredAt" = r.at AND m.content = r.content AND m.status::text = r.status
        AND a."idNumberIndex" = r.owner)) AS same, NULL AS series
    FROM r JOIN machine m ON m."numberBody" = r.body JOIN account a ON a.id = m."ownerId"
    UNION ALL
    SELECT r.line, NULL, s.prefix || lpad(s."firstSerial"::text, 8 - length(s.prefix), '0') || '–'
      || s.prefix || lpad(s."lastSerial"::text, 8 - length(s.prefix), '0')
    FROM r JOIN number_series s ON left(r.body::text, length(s.prefix)) = s.prefix
      AND substr(r.body::text, length(s.prefix) + 1) ~ '^[0-9]+$'
      AND CASE WHEN substr(r.body::text, length(s.prefix) + 1) ~ '^[0-9]+$'
        THEN substr(r.body::text, length(s.prefix) + 1)::int BETWEEN s."nextSerial" AND s."lastSerial" ELSE FALSE END
    WHERE NOT EXISTS (SELECT 1 FROM machine m WHERE m."numberBody" = r.body)`
  return new Map(found.map(({ line, same, series }) => [line, verdictOf(same, series)]))
}

function verdictOf(same: boolean | null, series: string | null): Verdict {
  if (series !== null) return { fault: `在号段 ${series} 中尚未发放，将来会由系统发出，不能载入` }
  return same ? { known: true } : { fault: '号码主体已存在，且登记内容不同' }
}
