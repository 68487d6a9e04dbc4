import type { StaffActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { submitIn } from '@/lib/features/filing/commands/submit-filing'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { newestStatement, type StatementRow, statementOf } from '../queries/statement'

/** What the statement lacks before the filing may be submitted; null: it is signed, and of what is entered now. */
export function requireSigned(newest: StatementRow | null, content: unknown): string | null {
  const { state } = statementOf(newest, content)
  if (state === 'NONE') return '请先打印确认书，由机主签字'
  if (state === 'CHANGED') return '打印确认书后内容有改动，请重新打印，由机主签字'
  return state === 'PRINTED' ? '请上传机主签字后的确认书照片' : null
}

/**
 * Submits an assisted filing by the rules of every filing; before, the owner has signed what is submitted, and one with an
 * account gets a notice.
 * @throws AppError as submitFiling; INVALID at `statement`
 */
export function submitAssisted(actor: StaffActor, id: string): Promise<FilingDto> {
  return transact(async (tx) => {
    // Locks the row: what was signed is compared with what is submitted, and nothing comes between.
    const filing = await submitIn(tx, actor, id)
    const newest = await newestStatement(tx, id)
    const fault = requireSigned(newest, filing)
    if (fault) throw fieldError('statement', fault, 'STATEMENT_MISSING')
    const { revision, ownerId, filerId, owner } = await tx.filing.findUniqueOrThrow({
      where: { id },
      select: { revision: true, ownerId: true, filerId: true, owner: { select: { registeredAt: true } } },
    })
    await tx.assistedStatement.update({ where: { id: newest?.id }, data: { revision } })
    // Who has an account hears of what is done in their name.
    if (owner.registeredAt) await notify(tx, { filing: { id, ownerId, filerId }, kind: 'ASSISTED' })
    return filing
  })
}
