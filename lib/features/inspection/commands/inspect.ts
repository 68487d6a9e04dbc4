import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Finding } from '@/lib/core/finding'
import { wantReadings } from '@/lib/features/reading/commands/want'
import { db, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { findFacts } from '../queries/facts'
import { type InspectionRule, RULES, rulesVersion } from '../queries/rule-table'
import type { InspectionFacts } from '../rules/facts'
import { unchecked } from '../rules/finding'
import { CHECK_LABELS } from '../schema'

/** Filings of one run: the next is a second away, and a server that ends waits for a run. */
const BATCH = 50
/** A process that ended in between leaves its filing to another after this time. */
const LEASE_SECONDS = 120
/** A rule that takes longer has not checked. */
const RULE_SECONDS = 20

type Result = Finding & Pick<InspectionRule, 'code' | 'version'>
const claimed = z.object({ filingId: z.uuid(), wantedAt: z.date() })
type Claim = z.output<typeof claimed> & { startedAt: Date }

/**
 * Inspects the filings that wait for it, the oldest first; safe to run in several processes.
 * @param rules for tests
 * @returns how many were inspected
 */
export async function inspectFilings(rules = RULES, limit = BATCH): Promise<number> {
  for (let count = 0; count < limit; count++) {
    const claim = await claimOne()
    if (!claim) return count
    await inspect(claim, rules)
  }
  return limit
}

async function claimOne(): Promise<Claim | null> {
  const startedAt = new Date()
  const lapsed = new Date(startedAt.getTime() - LEASE_SECONDS * 1000)
  const [row] = await rowsOf(db(), claimed)`
    UPDATE inspection i SET "startedAt" = ${startedAt} FROM (
      SELECT "filingId" FROM inspection WHERE "wantedAt" IS NOT NULL AND ("startedAt" IS NULL OR "startedAt" < ${lapsed})
      ORDER BY "wantedAt" LIMIT 1 FOR UPDATE SKIP LOCKED) due
    WHERE i."filingId" = due."filingId" RETURNING i."filingId", i."wantedAt"`
  return row ? { ...row, startedAt } : null
}

async function inspect(claim: Claim, rules: readonly InspectionRule[]): Promise<void> {
  const facts = await findFacts(db(), claim.filingId)
  const results: Result[] = []
  if (facts) for (const rule of rules) results.push(...(await run(rule, facts)))
  const stored = await transact(async (tx) => {
    const { filingId, wantedAt, startedAt } = claim
    // Whoever lost his claim to another process stores nothing; a wish that came meanwhile stays.
    const held = await tx.$executeRaw`
      UPDATE inspection SET "startedAt" = NULL, "wantedAt" = CASE WHEN "wantedAt" > ${wantedAt} THEN "wantedAt" END
      WHERE "filingId" = ${filingId}::uuid AND "startedAt" = ${startedAt}`
    if (held === 0 || !facts) return false
    await tx.inspectionResult.deleteMany({ where: { filingId } })
    await tx.inspection.update({
      where: { filingId },
      data: { revision: facts.revision, rulesVersion: rulesVersion(rules), inspectedAt: startedAt },
    })
    await tx.$executeRaw`
      INSERT INTO inspection_result ("filingId", code, position, version, result, text, paths, "filingIds", evidence)
      SELECT ${filingId}::uuid, r.code, r.position, r.version, r.result::"CheckResult", r.text, r.paths, r."filingIds",
        coalesce(r.evidence, '{}')
      FROM jsonb_to_recordset(${JSON.stringify(results.map((result, position) => ({ ...result, position })))}::jsonb)
        r (code text, position smallint, version int, result text, text text, paths text[], "filingIds" uuid[], evidence jsonb)`
    return true
  })
  if (!stored) return
  for (const result of results) await wantNamed(result)
  await wantReadings(claim.filingId)
}

/** A check that throws or hangs has not been made, and says so; it does not stop the others. */
async function run(rule: InspectionRule, facts: InspectionFacts): Promise<Result[]> {
  const { code, version } = rule
  const ending = new AbortController()
  try {
    const late = pause(RULE_SECONDS * 1000, null, { signal: ending.signal, ref: false })
    const findings = await Promise.race([Promise.resolve().then(() => rule.run(facts, db())), late])
    if (findings === null) throw new Error(`no result after ${RULE_SECONDS} s`)
    if (findings.length === 0) throw new Error('no finding')
    return findings.map((finding) => ({ ...finding, code, version }))
  } catch (error) {
    log().error({ filingId: facts.filingId, code, error: errorFacts(error) }, 'check failed')
    return [{ ...unchecked(`${CHECK_LABELS[code]}：核对没有完成`), code, version }]
  } finally {
    ending.abort()
  }
}

/** A doubt that names other filings concerns them as well: those open that are clear of it are inspected again. */
async function wantNamed({ code, result, filingIds }: Result): Promise<void> {
  if (result !== 'DOUBT' || filingIds.length === 0) return
  await db().$executeRaw`
    UPDATE inspection i SET "wantedAt" = ${new Date()} FROM filing f
    WHERE i."filingId" = ANY(${filingIds}::uuid[]) AND f.id = i."filingId" AND f.status IN ('SUBMITTED', 'IN_REVIEW')
      AND i."wantedAt" IS NULL
      AND EXISTS (SELECT FROM inspection_result r WHERE r."filingId" = f.id AND r.code = ${code} AND r.result = 'CLEAR')
      AND NOT EXISTS (SELECT FROM inspection_result r WHERE r."filingId" = f.id AND r.code = ${code} AND r.result = 'DOUBT')`
}
