import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { findCheckFacts } from '@/lib/features/content/queries'
import { checkFiling } from '@/lib/features/content/rules/check'
import { type FilingContent, filingContent } from '@/lib/features/content/schema/content'
import { lockDeadlineRules } from '@/lib/features/setting/commands/deadlines'
import { findSetting } from '@/lib/features/setting/queries'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { toFilingDto } from '../queries/owner-dto'
import type { OwnerRow } from '../queries/owner-row'
import { dueDates } from '../rules/deadline'
import type { FilingDto } from '../schema/owner'
import { auditSubject, lockOwnFiling, updateOwnFiling } from './owner-change'

/**
 * Hands a filing in for review: a first time or after corrections. What is submitted is kept as a revision that nobody
 * changes, and the deadline counts from now (domain.md, States).
 * @throws AppError NOT_FOUND, FORBIDDEN, STATE_CONFLICT; INVALID with every fault by path
 */
export function submitFiling(actor: AccountActor, id: string): Promise<FilingDto> {
  return transact(async (tx) => {
    const row = await lockOwnFiling(tx, actor, id, 'submit')
    const content = filingContent.parse(row.content)
    await requireFaultless(tx, row, content)
    // The clocks of two servers may differ by a little; nothing is submitted before it was begun.
    const submittedAt = new Date(Math.max(Date.now(), row.createdAt.getTime()))
    const { warnAt, dueAt } = await findDueDates(tx, content, submittedAt)
    const revision = row.revision + 1
    const data = { status: 'SUBMITTED', revision, submittedAt, warnAt, dueAt, reviewedAt: null } as const
    await updateOwnFiling(tx, row, data)
    await keepRevision(tx, row, revision, submittedAt)
    await audit(tx, actor, { action: 'filing.submit', ...auditSubject(id, content), details: { revision } })
    return toFilingDto({ ...row, ...data, version: row.version + 1 })
  })
}

async function requireFaultless(tx: Tx, row: OwnerRow, content: FilingContent): Promise<void> {
  const facts = await findCheckFacts(tx, content)
  const slots = row.photos.map(({ slot }) => slot)
  const errors = checkFiling(content, slots, facts)
  if (errors.length === 0) return
  throw new AppError('INVALID', {
    detail: `还有 ${errors.length} 处需要填写或修改，请按提示补全后再提交`,
    errors,
  })
}

async function findDueDates(tx: Tx, content: FilingContent, submittedAt: Date) {
  const district = content.districtCode ?? ''
  await lockDeadlineRules(tx, false)
  const deadline = await findSetting(tx, 'review-deadline', district)
  const calendar = await findSetting(tx, 'calendar', district)
  return dueDates(submittedAt, deadline, calendar)
}

/** The filing as it was handed in, photos included, in one statement; its row is locked. */
async function keepRevision(tx: Tx, row: OwnerRow, number: number, submittedAt: Date): Promise<void> {
  await tx.$executeRaw`
    WITH revision AS (
      INSERT INTO filing_revision (id, "filingId", number, content, "submittedAt")
      SELECT ${newId()}::uuid, id, ${number}, content, ${submittedAt} FROM filing WHERE id = ${row.id}::uuid
      RETURNING id
    )
    INSERT INTO revision_photo ("revisionId", slot, "photoId")
    SELECT revision.id, slot, "photoId" FROM filing_photo, revision WHERE "filingId" = ${row.id}::uuid`
}
