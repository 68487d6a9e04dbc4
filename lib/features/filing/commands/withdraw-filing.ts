import { filingContent } from '@/lib/features/content/schema/content'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { toFilingDto } from '../queries/owner-dto'
import type { Filer } from '../queries/owner-row'
import type { FilingDto } from '../schema/owner'
import { auditSubject, lockOwnFiling, updateOwnFiling } from './owner-change'

/**
 * Withdraws a filing that is not under review yet (domain.md: while 待审核).
 * @throws AppError NOT_FOUND, FORBIDDEN, STATE_CONFLICT
 */
export function withdrawFiling(actor: Filer, id: string): Promise<FilingDto> {
  return transact(async (tx) => {
    const row = await lockOwnFiling(tx, actor, id, 'withdraw')
    await updateOwnFiling(tx, actor, row, { status: 'WITHDRAWN' })
    const subject = auditSubject(id, filingContent.parse(row.content))
    await audit(tx, actor, { action: 'filing.withdraw', ...subject })
    return toFilingDto(actor, { ...row, status: 'WITHDRAWN', version: row.version + 1 })
  })
}
