import { AppError } from '@/lib/core/app-error'
import { filingContent } from '@/lib/features/content/schema/content'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import type { Filer } from '../queries/owner-row'
import { auditSubject, lockOwnFiling } from './owner-change'

/**
 * Deletes a draft; its photos stay with the account.
 * @throws AppError NOT_FOUND, FORBIDDEN, STATE_CONFLICT for anything but a draft
 */
export function deleteFiling(actor: Filer, id: string): Promise<void> {
  return transact(async (tx) => {
    const { version, content, filerId } = await lockOwnFiling(tx, actor, id, 'delete')
    const where = { id, filerId, status: 'DRAFT' as const, version }
    const { count } = await tx.filing.deleteMany({ where })
    if (count !== 1) throw new AppError('STATE_CONFLICT')
    await audit(tx, actor, {
      action: 'filing.delete',
      ...auditSubject(id, filingContent.parse(content)),
    })
  })
}
