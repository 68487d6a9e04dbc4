/** A figure counts only if what was done is right: asked of the measured database after every run. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import type pg from 'pg'
import { withConnection } from '@/lib/server/database/connect'
import { projectRoot } from '../lib/project'
import { PlainError } from '../lib/say'
import type { Stage } from './stage'

/** Each must find nothing. */
const FAULTS: Record<string, string> = {
  'a number borne twice': `SELECT "numberBody" FROM machine GROUP BY 1 HAVING count(*) > 1`,
  'a code that waits twice at one bureau': `
    SELECT 1 FROM pickup WHERE "collectedAt" IS NULL GROUP BY "bureauId", "codeIndex" HAVING count(*) > 1`,
  'numbers that were given out and are on no machine': `
    SELECT 1 WHERE (SELECT sum("nextSerial" - "firstSerial") FROM number_series) <> (SELECT count(*) FROM machine)`,
  'an approved filing without machine, decision, notice or its own audit event': `
    SELECT f.id FROM filing f LEFT JOIN machine m ON m."filingId" = f.id WHERE f.status = 'APPROVED' AND (
      m.id IS NULL OR NOT EXISTS (SELECT FROM machine_number n WHERE n."machineId" = m.id AND n.number = m."registrationNumber")
      OR NOT EXISTS (SELECT FROM decision d WHERE d."filingId" = f.id AND d.kind = 'APPROVED')
      OR NOT EXISTS (SELECT FROM notice n WHERE n."filingId" = f.id AND n.kind = 'APPROVED')
      OR 1 <> (SELECT count(*) FROM audit_event e WHERE e."subjectId" = f.id::text
        AND e.action = 'filing.approve' AND e.details->>'registrationNumber' = m."registrationNumber"))`,
  'a submission without its revision or its audit event': `
    SELECT f.id FROM filing f WHERE f.status = 'SUBMITTED' AND (
      NOT EXISTS (SELECT FROM filing_revision r WHERE r."filingId" = f.id AND r.number = f.revision)
      OR NOT EXISTS (SELECT FROM audit_event e WHERE e."subjectId" = f.id::text AND e.action = 'filing.submit'))`,
}

/** Requests whose approval left no pickup code behind. */
const WITHOUT_CODE = `
  SELECT e."requestId" FROM machine m JOIN audit_event e
    ON e."subjectId" = m."filingId"::text AND e.action = 'filing.approve'
  WHERE NOT EXISTS (SELECT FROM pickup p WHERE p."machineId" = m.id)`

export interface Checked {
  machines: number
  numbers: number
  /** Bare approvals whose recorded code waited already: the program tries another then, a recording cannot. */
  codesTaken: number
}

/** @throws PlainError naming what is wrong */
export async function checkResults(stage: Stage): Promise<Checked> {
  for (const [fault, sql] of Object.entries(FAULTS)) {
    const found = await query(stage.url, sql)
    if (found.length > 0) throw new PlainError(`${fault}: ${found.length}`)
  }
  const codesTaken = await countCodesTaken(stage)
  await verifyChain(stage)
  const [counted] = await query<{ machines: number; numbers: number }>(
    stage.url,
    'SELECT count(*)::int AS machines, count(DISTINCT "numberBody")::int AS numbers FROM machine',
  )
  if (!counted) throw new PlainError('no answer')
  return { ...counted, codesTaken }
}

/** @throws PlainError when one of them came through HTTP */
async function countCodesTaken({ url, recordUrl }: Stage): Promise<number> {
  const without = await query<{ requestId: string }>(url, WITHOUT_CODE)
  const known = await query(
    recordUrl,
    'SELECT FROM audit_event WHERE "requestId" = ANY ($1) AND action = $2',
    [without.map(({ requestId }) => requestId), 'filing.approve'],
  )
  if (known.length < without.length) throw new PlainError('an approval over HTTP without a pickup code')
  return without.length
}

async function query<R extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<R[]> {
  return withConnection(url, 'bench', async (client) => (await client.query<R>(sql, values)).rows)
}

/** The project's own command, so that the chain is judged from outside. */
async function verifyChain(stage: Stage): Promise<void> {
  const script = path.join(projectRoot, 'scripts', 'verify-audit.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: projectRoot,
    env: stage.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
  if (code !== 0)
    throw new PlainError(
      `the audit chain does not verify:\n${Buffer.concat(said).toString('utf8').slice(0, 2000)}`,
    )
}
