import { query } from '../../fixtures/query'
import type { Approval } from './drain'

/** Traces of an incomplete approval, and the SQL that finds them. Each must find nothing. */
const INCOMPLETE: Record<string, string> = {
  'an approved filing without its machine, pickup or stage': `
    SELECT f.id FROM filing f LEFT JOIN machine m ON m."filingId" = f.id LEFT JOIN pickup p ON p."filingId" = f.id
    WHERE f.status IN ('APPROVED', 'COLLECTED')
      AND (m.id IS NULL OR p.id IS NULL OR p."machineId" <> m.id OR m."emissionStage" <> f."emissionStage")`,
  'an approved filing without its decision': `
    SELECT f.id FROM filing f LEFT JOIN decision d ON d."filingId" = f.id AND d.revision = f.revision
    WHERE f.status IN ('APPROVED', 'COLLECTED') AND d.kind IS DISTINCT FROM 'APPROVED'`,
  'an approved filing without the notice to its owner': `
    SELECT f.id FROM filing f WHERE f.status IN ('APPROVED', 'COLLECTED') AND NOT EXISTS (
      SELECT FROM notice n WHERE n."filingId" = f.id AND n.kind = 'APPROVED' AND n."accountId" = f."ownerId")`,
  'an approved filing without its one audit event': `
    SELECT f.id FROM filing f JOIN machine m ON m."filingId" = f.id WHERE f.status IN ('APPROVED', 'COLLECTED') AND 1 <> (
      SELECT count(*) FROM audit_event e WHERE e."subjectId" = f.id::text AND e.action = 'filing.approve'
        AND e.details->>'registrationNumber' = m."registrationNumber")`,
  'a machine without its current number': `
    SELECT m.id FROM machine m LEFT JOIN machine_number n ON n."machineId" = m.id AND n."validTo" IS NULL
    WHERE n.number IS DISTINCT FROM m."registrationNumber"`,
  'a machine, pickup, decision or audit event of a filing that is not approved': `
    SELECT f.id FROM filing f WHERE f.status NOT IN ('APPROVED', 'COLLECTED') AND (
      EXISTS (SELECT FROM machine m WHERE m."filingId" = f.id)
      OR EXISTS (SELECT FROM pickup p WHERE p."filingId" = f.id)
      OR EXISTS (SELECT FROM decision d WHERE d."filingId" = f.id AND d.kind = 'APPROVED')
      OR EXISTS (SELECT FROM audit_event e WHERE e."subjectId" = f.id::text AND e.action = 'filing.approve'))`,
  'a claim by nobody': `
    SELECT id FROM filing WHERE (status = 'IN_REVIEW') <> ("claimedById" IS NOT NULL)`,
  'a filing closed by no decision, or a decision that closes no filing': `
    SELECT f.id FROM filing f WHERE (f."decisionDueAt" IS NOT NULL) <> EXISTS (
      SELECT FROM deferred_decision d WHERE d."filingId" = f.id AND d.outcome IS NULL)`,
  'a number beyond what its series gave out': `
    SELECT m.id FROM machine m JOIN number_series s ON s.id = m."seriesId"
    WHERE substr(m."numberBody", length(s.prefix) + 1)::int NOT BETWEEN s."firstSerial" AND s."nextSerial" - 1`,
}

/** Incomplete approvals in the database, by kind. */
export async function findIncomplete(url: string): Promise<string[]> {
  const found: string[] = []
  for (const [name, sql] of Object.entries(INCOMPLETE)) {
    const rows = await query<{ id: string }>(url, sql)
    if (rows.length > 0) found.push(`${name}: ${rows.map(({ id }) => id).join(', ')}`)
  }
  return found
}

/** Answers that a client received but the database does not hold exactly. */
export async function findLostAnswers(url: string, approvals: Approval[]): Promise<Approval[]> {
  const rows = await query<{ filingId: string; machineId: string; registrationNumber: string }>(
    url,
    `SELECT f.id AS "filingId", m.id AS "machineId", m."registrationNumber"
     FROM filing f JOIN machine m ON m."filingId" = f.id JOIN pickup p ON p."machineId" = m.id
     WHERE f.status = 'APPROVED' AND f.id = ANY ($1::uuid[])`,
    [approvals.map(({ filingId }) => filingId)],
  )
  const known = new Map(rows.map((row) => [row.filingId, row]))
  return approvals.filter(({ filingId, machineId, registrationNumber }) => {
    const row = known.get(filingId)
    return row?.machineId !== machineId || row.registrationNumber !== registrationNumber
  })
}

/** Numbers issued by the series, and machines: both must rise equally, or a number was lost. */
export async function countNumbers(url: string): Promise<{ given: number; machines: number }> {
  const [row] = await query<{ given: number; machines: number }>(
    url,
    `SELECT (SELECT sum("nextSerial")::int FROM number_series) AS given, (SELECT count(*)::int FROM machine) AS machines`,
  )
  if (!row) throw new Error('no answer')
  return row
}
