import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { type RuleResult, runRule } from '@/lib/features/inspection/commands/run-rule'
import { rulesVersion } from '@/lib/features/inspection/queries/rule-table'
import type { InspectionState } from '@/lib/features/inspection/schema'
import { wantAgainOfChange, wantReadingsOfChange } from '@/lib/features/reading/commands/want'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { CHANGE_RULES } from '../queries/check-rules'
import { findChangeFacts } from '../queries/facts'
import { concernOf } from '../rules/facts'
import { CHANGE_CHECK_LABELS, type ChangeCheckCode } from '../schema/check'

/** Changes of one run: the next is a second away. */
const BATCH = 50
/** A process that ended in between leaves its change to another after this time. */
const LEASE_SECONDS = 120

const claimed = z.object({ changeId: z.uuid(), wantedAt: z.date() })
type Claim = z.output<typeof claimed> & { startedAt: Date }

/** Has a change inspected after the commit; the next look of a server is a second away. */
export async function wantChangeInspection(tx: Pick<Tx, '$executeRaw'>, changeId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO change_inspection ("changeId", "wantedAt") VALUES (${changeId}::uuid, ${new Date()})
    ON CONFLICT ("changeId") DO UPDATE SET "wantedAt" = EXCLUDED."wantedAt"`
}

/**
 * 重新核对: an officer asks for a new inspection of a waiting change of the area.
 * @throws AppError NOT_FOUND outside the area; STATE_CONFLICT once it is decided: what is decided stays as the officer saw it
 */
export function requestChangeInspection(actor: StaffActor, id: string): Promise<InspectionState> {
  return transact(async (tx) => {
    const change = await tx.change.findFirst({
      where: { id, ...actor.area },
      select: { status: true, districtCode: true, inspection: { select: { inspectedAt: true } } },
    })
    if (!change) throw new AppError('NOT_FOUND')
    if (change.status !== 'SUBMITTED')
      throw new AppError('STATE_CONFLICT', { detail: '只有待审核的信息变更可以重新核对' })
    await wantChangeInspection(tx, id)
    await wantAgainOfChange(tx, id)
    const { districtCode, inspection } = change
    await audit(tx, actor, { action: 'change.inspect', subjectType: 'change', subjectId: id, districtCode })
    return { at: inspection?.inspectedAt?.toISOString() ?? null, pending: true }
  })
}

/**
 * Has those waiting changes inspected whose results are missing, of earlier rules, older than the law table or the catalogue,
 * or of the machine as it was before another change. Works on few rows: the waiting changes.
 * @returns how many
 */
export function wantOutdatedChanges(): Promise<number> {
  const now = new Date()
  return db().$executeRaw`
    WITH known AS (SELECT greatest(
      (SELECT max("updatedAt") FROM setting WHERE key = 'stage-dates'),
      (SELECT greatest(max("finishedAt"), max("undoneAt")) FROM catalogue_import)) AS at)
    INSERT INTO change_inspection ("changeId", "wantedAt")
    SELECT c.id, ${now} FROM change c JOIN machine m ON m.id = c."machineId" CROSS JOIN known
      LEFT JOIN change_inspection i ON i."changeId" = c.id
    WHERE c.status = 'SUBMITTED' AND i."wantedAt" IS NULL
      AND (i."inspectedAt" IS NULL OR i."rulesVersion" < ${rulesVersion(CHANGE_RULES)}
        OR i."machineVersion" <> m.version OR i."inspectedAt" < known.at)
    ON CONFLICT ("changeId") DO UPDATE SET "wantedAt" = EXCLUDED."wantedAt" WHERE change_inspection."wantedAt" IS NULL`
}

/**
 * Inspects the changes that wait for it, the oldest first, as filings are (docs/decisions/0036); safe to run in several
 * processes.
 * @param rules for tests
 * @returns how many were inspected
 */
export async function inspectChanges(rules = CHANGE_RULES): Promise<number> {
  for (let count = 0; count < BATCH; count++) {
    const claim = await claimOne()
    if (!claim) return count
    await inspect(claim, rules)
  }
  return BATCH
}

async function claimOne(): Promise<Claim | null> {
  const startedAt = new Date()
  const lapsed = new Date(startedAt.getTime() - LEASE_SECONDS * 1000)
  const [row] = await rowsOf(db(), claimed)`
    UPDATE change_inspection i SET "startedAt" = ${startedAt} FROM (
      SELECT "changeId" FROM change_inspection
      WHERE "wantedAt" IS NOT NULL AND ("startedAt" IS NULL OR "startedAt" < ${lapsed})
      ORDER BY "wantedAt" LIMIT 1 FOR UPDATE SKIP LOCKED) due
    WHERE i."changeId" = due."changeId" RETURNING i."changeId", i."wantedAt"`
  return row ? { ...row, startedAt } : null
}

async function inspect({ changeId, wantedAt, startedAt }: Claim, rules: typeof CHANGE_RULES): Promise<void> {
  const facts = await findChangeFacts(db(), changeId)
  const results: RuleResult<ChangeCheckCode>[] = []
  if (facts)
    for (const rule of rules.filter((each) => each.applies(concernOf(facts)))) {
      const subject = { label: CHANGE_CHECK_LABELS[rule.code], changeId }
      results.push(...(await runRule(rule, () => rule.run(facts, db()), subject)))
    }
  const stored = await transact(async (tx) => {
    // Whoever lost his claim to another process stores nothing; a wish that came meanwhile stays.
    const held = await tx.$executeRaw`
      UPDATE change_inspection
      SET "startedAt" = NULL, "wantedAt" = CASE WHEN "wantedAt" > ${wantedAt} THEN "wantedAt" END
      WHERE "changeId" = ${changeId}::uuid AND "startedAt" = ${startedAt}`
    if (held === 0 || !facts) return false
    const { machineVersion } = facts
    await tx.changeInspectionResult.deleteMany({ where: { changeId } })
    await tx.changeInspection.update({
      where: { changeId },
      data: { rulesVersion: rulesVersion(rules), machineVersion, inspectedAt: startedAt },
    })
    await tx.$executeRaw`
      INSERT INTO change_inspection_result ("changeId", code, position, version, result, text, paths, evidence)
      SELECT ${changeId}::uuid, r.code, r.position, r.version, r.result::"CheckResult", r.text, r.paths, coalesce(r.evidence, '{}')
      FROM jsonb_to_recordset(${JSON.stringify(results.map((result, position) => ({ ...result, position })))}::jsonb)
        r (code text, position smallint, version int, result text, text text, paths text[], evidence jsonb)`
    return true
  })
  if (stored) await wantReadingsOfChange(changeId)
}
