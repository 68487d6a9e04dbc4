import { z } from 'zod'
import type { HistoryRow } from '../rules/read-row'
import type { LoadConnection } from './load-connection'
import { ownerIndex } from './owners'

const machineBody = z.object({ body: z.string() })
const comparedLine = z.object({ line: z.int(), same: z.boolean() })
const reservedBody = z.object({ body: z.string(), series: z.string() })

export type Verdict = { known: true } | { fault: string }

/**
 * Compares a batch's numbers with the registry. A body that exists with the same facts is known, with other facts
 * refused; a body that a number series would issue later is refused. A machine changed here since it was loaded is known
 * whatever the file says.
 * @returns verdicts by line; none where the number is free
 */
export async function judgeNumbers(
  connection: LoadConnection,
  rows: readonly HistoryRow[],
): Promise<Map<number, Verdict>> {
  // Held until the end of the transaction; creating or extending a series takes the same lock (number_series_free).
  await connection.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('number_bodies'))`
  const byBody = new Map(rows.map((row) => [row.body, row]))
  const bodies = [...byBody.keys()]
  const existing = await connection.rows(machineBody)`
    SELECT "numberBody" AS body FROM machine WHERE "numberBody" = ANY(${bodies}::char(8)[])`
  const verdicts = new Map<number, Verdict>()
  const known = existing.flatMap(({ body }) => byBody.get(body) ?? [])
  for (const { line, same } of await compare(connection, known))
    verdicts.set(line, same ? { known: true } : { fault: '号码主体已存在，且登记内容不同' })
  const existingBodies = new Set(existing.map(({ body }) => body))
  for (const { body, series } of await findReserved(
    connection,
    bodies.filter((body) => !existingBodies.has(body)),
  )) {
    const row = byBody.get(body)
    if (row) verdicts.set(row.line, { fault: `在号段 ${series} 中尚未发放，将来会由系统发出，不能载入` })
  }
  return verdicts
}

async function compare(connection: LoadConnection, rows: readonly HistoryRow[]) {
  if (rows.length === 0) return []
  const facts = rows.map((row) => ({
    line: row.line,
    body: row.body,
    stage: row.stage,
    at: row.registeredAt,
    known: row.registeredPrecision,
    owner: ownerIndex(row),
    content: row.content,
    status: row.status,
  }))
  return connection.rows(comparedLine)`
    SELECT r.line, m."loadId" IS NOT NULL AND (m.version > 1 OR (
        m."emissionStage" = r.stage AND m."registeredAt" = r.at AND m."registeredPrecision"::text = r.known AND m.content = r.content AND m.status::text = r.status
        AND a."idNumberIndex" = r.owner)) AS same
    FROM jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
      AS r(line int, body char(8), stage char(1), at timestamptz(3), known text, owner text, content jsonb, status text)
    JOIN machine m ON m."numberBody" = r.body JOIN account a ON a.id = m."ownerId"`
}

/** Bodies that a series has not issued yet. A prefix has up to four characters, so that series are found by equality. */
function findReserved(connection: LoadConnection, bodies: readonly string[]) {
  return connection.rows(reservedBody)`
    SELECT r.body, s.prefix || lpad(s."firstSerial"::text, 8 - length(s.prefix), '0') || '–'
      || s.prefix || lpad(s."lastSerial"::text, 8 - length(s.prefix), '0') AS series
    FROM unnest(${bodies}::text[]) AS r(body) CROSS JOIN generate_series(0, 4) AS k
    JOIN number_series s ON s.prefix = left(r.body, k)
      AND CASE WHEN substr(r.body, k + 1) ~ '^[0-9]+$'
        THEN substr(r.body, k + 1)::int BETWEEN s."nextSerial" AND s."lastSerial" ELSE FALSE END`
}
