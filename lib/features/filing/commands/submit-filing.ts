import { z } from 'zod'
import { AppError } from '@/lib/core/app-error'
import { chinaDay } from '@/lib/core/clock'
import { requireConsents } from '@/lib/features/consent/queries'
import { type CheckFacts, checkFiling } from '@/lib/features/content/rules/check'
import { type FilingContent, filingContent } from '@/lib/features/content/schema/content'
import { isDistrictInForce } from '@/lib/features/division/queries/in-force'
import { wantInspection } from '@/lib/features/inspection/commands/want'
import { requireOwnNumber } from '@/lib/features/proof/queries'
import { DEADLINE_SETTINGS, lockDeadlineRules } from '@/lib/features/setting/commands/deadlines'
import { listsAndSettings } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import { notify } from '@/lib/server/notice/notify'
import { consentOf } from '../queries/consent'
import { toFilingDto } from '../queries/owner-dto'
import type { Filer, OwnerRow } from '../queries/owner-row'
import { consentSentence } from '../rules/consent'
import { type DueDates, dueDates } from '../rules/deadline'
import type { FilingDto } from '../schema/owner'
import { assistantsOf, auditSubject, lockOwnFiling } from './owner-change'

/**
 * Submits a filing for review, the first time or after corrections. What is submitted is stored as an immutable
 * revision, and the deadline counts from now (domain.md, States). The owner is told of what an agent submits.
 * @throws AppError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, CONSENT_REQUIRED; PROOF_REQUIRED while the owner's number is disputed; INVALID with every fault by path
 */
export function submitFiling(actor: Filer, id: string): Promise<FilingDto> {
  return transact(async (tx) => {
    if (actor.kind === 'ACCOUNT') await requireConsents(tx, actor.id)
    return submitIn(tx, actor, id)
  })
}

/** The same inside a transaction of the caller, which has more to write. */
export async function submitIn(tx: Tx, actor: Filer, id: string): Promise<FilingDto> {
  const row = await lockOwnFiling(tx, actor, id, 'submit')
  const content = filingContent.parse(row.content)
  // Locked before the rules are read: a concurrent change of them waits for this transaction, or is seen by it.
  await lockDeadlineRules(tx, false)
  const { lists, settings } = await listsAndSettings(tx, DEADLINE_SETTINGS, content.districtCode ?? null)
  const districtUsable = await isDistrictInForce(tx, content.districtCode)
  requireFaultless(row, content, { lists, districtUsable, today: chinaDay(new Date()) })
  requireConsent(row)
  await requireOwnNumber(tx, row.ownerId)
  // Clocks of two servers may differ slightly; a filing is never submitted before it was created.
  const submittedAt = new Date(Math.max(Date.now(), row.createdAt.getTime()))
  const due = dueDates(submittedAt, settings['review-deadline'], settings.calendar)
  const submitted = { revision: row.revision + 1, submittedAt, ...due }
  const operator = actor.kind === 'ACCOUNT' ? actor.person : null
  await storeSubmission(tx, row, { assistantIds: assistantsOf(actor, row), operator }, submitted)
  await wantInspection(tx, id)
  if (actor.kind === 'ACCOUNT' && row.ownerId !== row.filerId)
    await notify(tx, { filing: { id, ownerId: row.ownerId, filerId: row.ownerId }, kind: 'FILED_FOR_YOU' })
  const details = { revision: submitted.revision }
  await audit(tx, actor, { action: 'filing.submit', ...auditSubject(id, content), details })
  const data = { status: 'SUBMITTED', reviewedAt: null, version: row.version + 1 } as const
  return toFilingDto(actor, { ...row, ...submitted, ...data, operatorName: operator?.name ?? null })
}

/** @throws AppError INVALID with every fault by path */
function requireFaultless(row: OwnerRow, content: FilingContent, facts: CheckFacts): void {
  const slots = row.photos.map(({ slot }) => slot)
  const errors = checkFiling(content, slots, facts)
  if (errors.length === 0) return
  throw new AppError('INVALID', {
    detail: `还有 ${errors.length} 处需要填写或修改，请按提示补全后再提交`,
    errors,
  })
}

/** @throws AppError INVALID when the owner did not consent to what an agent submits */
function requireConsent(row: OwnerRow): void {
  if (row.ownerId === row.filerId) return
  const consent = consentOf(row)
  if (consent?.state === 'HOLDS') return
  const code = consent?.state === 'TAKEN_BACK' ? 'CONSENT_TAKEN_BACK' : 'CONSENT_LAPSED'
  const message = consent ? consentSentence(consent, true) : '须经机械所有者用验证码确认后才能提交'
  throw new AppError('INVALID', { detail: message, errors: [{ path: 'ownerName', code, message }] })
}

const outcome = z.object({ changed: z.boolean() })

type Submission = { revision: number; submittedAt: Date } & DueDates

/**
 * In one statement: updates the filing, guarded by the status and version that were read, and stores the revision with
 * its photos.
 * @throws AppError VERSION_CONFLICT when the filing has changed since it was read
 */
async function storeSubmission(
  tx: Tx,
  row: OwnerRow,
  { assistantIds, operator }: { assistantIds: string[]; operator: { id: string } | null },
  submitted: Submission,
): Promise<void> {
  const { revision, submittedAt, warnAt, dueAt } = submitted
  const [found] = await rowsOf(tx, outcome)`
    WITH changed AS (
      UPDATE filing SET status = 'SUBMITTED', revision = ${revision}, version = version + 1,
        "submittedAt" = ${submittedAt}, "warnAt" = ${warnAt}, "dueAt" = ${dueAt}, "reviewedAt" = NULL,
        "assistantIds" = ${assistantIds}::uuid[], "operatorId" = ${operator?.id ?? null}::uuid, "updatedAt" = ${new Date()}
      WHERE id = ${row.id}::uuid AND "filerId" = ${row.filerId}::uuid
        AND status = ${row.status}::"FilingStatus" AND version = ${row.version}
      RETURNING id, content
    ), handed_in AS (
      INSERT INTO filing_revision (id, "filingId", number, content, "submittedAt")
      SELECT ${newId()}::uuid, id, ${revision}, content, ${submittedAt} FROM changed RETURNING id, "filingId"
    ), photos AS (
      INSERT INTO revision_photo ("revisionId", slot, "photoId")
      SELECT handed_in.id, slot, "photoId" FROM filing_photo JOIN handed_in USING ("filingId")
    )
    SELECT EXISTS (SELECT FROM changed) AS changed`
  if (!found?.changed) throw new AppError('VERSION_CONFLICT')
}
