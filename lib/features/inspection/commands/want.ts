import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { wantAgain } from '@/lib/features/reading/commands/want'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { RULES, rulesVersion } from '../queries/rule-table'
import type { InspectionState } from '../schema'

/** Has a filing inspected after the commit; the next look of a server for such filings is a second away. */
export async function wantInspection(tx: Pick<Tx, '$executeRaw'>, filingId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO inspection ("filingId", "wantedAt") VALUES (${filingId}::uuid, ${new Date()})
    ON CONFLICT ("filingId") DO UPDATE SET "wantedAt" = EXCLUDED."wantedAt"`
}

/**
 * 重新核对: an officer asks for a new inspection of an open filing of the area.
 * @throws AppError NOT_FOUND outside the area and for drafts; STATE_CONFLICT once it is decided: what is decided stays as
 * the officer saw it
 */
export function requestInspection(actor: StaffActor, id: string): Promise<InspectionState> {
  return transact(async (tx) => {
    const filing = await tx.filing.findFirst({
      where: { id, ...actor.area, status: { not: 'DRAFT' } },
      select: { status: true, districtCode: true, inspection: { select: { inspectedAt: true } } },
    })
    if (!filing) throw new AppError('NOT_FOUND')
    if (filing.status !== 'SUBMITTED' && filing.status !== 'IN_REVIEW')
      throw new AppError('STATE_CONFLICT', { detail: '只有待审核、审核中的登记可以重新核对' })
    await wantInspection(tx, id)
    await wantAgain(tx, id)
    const { districtCode, inspection } = filing
    await audit(tx, actor, { action: 'filing.inspect', subjectType: 'filing', subjectId: id, districtCode })
    return { at: inspection?.inspectedAt?.toISOString() ?? null, pending: true }
  })
}

/**
 * Has those open filings inspected whose results are missing (submitted by a server of an earlier release, or a job that
 * was lost), of an earlier submission, of earlier rules, or older than the law table or the catalogue. Works on few rows:
 * the index of open filings.
 * @returns how many
 */
export function wantOutdated(rules = RULES): Promise<number> {
  const now = new Date()
  return db().$executeRaw`
    WITH known AS (SELECT greatest(
      (SELECT max("updatedAt") FROM setting WHERE key = 'stage-dates'),
      (SELECT greatest(max("finishedAt"), max("undoneAt")) FROM catalogue_import)) AS at)
    INSERT INTO inspection ("filingId", "wantedAt")
    SELECT f.id, ${now} FROM filing f CROSS JOIN known LEFT JOIN inspection i ON i."filingId" = f.id
    WHERE f.status IN ('SUBMITTED', 'IN_REVIEW') AND i."wantedAt" IS NULL
      AND (i."inspectedAt" IS NULL OR i.revision <> f.revision OR i."rulesVersion" < ${rulesVersion(rules)}
        OR i."inspectedAt" < known.at)
    ON CONFLICT ("filingId") DO UPDATE SET "wantedAt" = EXCLUDED."wantedAt" WHERE inspection."wantedAt" IS NULL`
}
