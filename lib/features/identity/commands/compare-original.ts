import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { inTransaction } from '@/lib/server/database/db'
import { compareTail } from './compare-tail'

const COMPARED = { id: true, type: true, name: true, idTailIndex: true, contestedIndex: true } as const

/**
 * Compares the last four characters of the original with an account that is open, in a transaction of its own: a wrong one
 * counts whatever comes of the rest.
 * @returns what was compared, for the caller to see that the document is still that one
 * @throws AppError NOT_FOUND for a holder or a closed account; STATE_CONFLICT while its number is another's as well; INVALID at
 *   `idTail`, counted; LOCKED after too many wrong ones
 */
export async function compareOriginal(actor: StaffActor, id: string, idTail: string) {
  const seen = await inTransaction(async (tx) => {
    const account = await tx.account.findFirst({
      where: { id, registeredAt: { not: null }, closedAt: null },
      select: COMPARED,
    })
    if (!account) return new AppError('NOT_FOUND')
    if (account.contestedIndex)
      return new AppError('STATE_CONFLICT', {
        detail: '该账号的证件号码另有账号，请由机主在“我的账号—号码申诉”提交，在“号码申诉”中决定',
      })
    return (await compareTail(tx, actor, account, idTail)) ?? account
  })
  if (seen instanceof AppError) throw seen
  return seen
}
