import { z } from 'zod'
import { wantReadings } from '@/lib/features/reading/commands/want'
import { db, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { findFacts } from '../queries/facts'
import { type InspectionRule, RULES, rulesVersion } from '../queries/rule-table'
import { CHECK_LABELS } from '../schema'
import { type RuleResult, runRule } from './run-rule'

/** Filings of one run: the next is a second away, and a server that ends waits for a run. */
const BATCH = 50
/** A process that ended in between leaves its filing to another after this time. */
const LEASE_SECONDS = 120

type Result = RuleResult<InspectionRule['code']>
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
  if (facts)
    for (const rule of rules) {
      const subject = { label: CHECK_LABELS[rule.code], filingId: claim.filingId }
      results.push(...(await runRule(rule, () => rule.run(facts, db()), subject)))
    }
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
