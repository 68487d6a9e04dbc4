import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { recordProof } from '@/lib/features/proof/commands/record'
import { inTransaction, transact } from '@/lib/server/database/db'
import { FOUND, toFound } from '../queries'
import type { FoundAccount } from '../schema'
import { compareTail } from './compare-tail'

/**
 * Records that the officer has compared the original of the document with the account: its identity is proved, and what
 * waited for that is given. Of one that is proved already the first proof stays.
 * @throws AppError NOT_FOUND for a holder or a closed account; INVALID at `idTail`, counted; LOCKED after too many wrong ones
 */
export async function proveAccount(
  actor: StaffActor,
  id: string,
  idTail: string,
): Promise<FoundAccount & { machines: number }> {
  const seen = await inTransaction(async (tx) => {
    const account = await tx.account.findFirst({
      where: { id, registeredAt: { not: null }, closedAt: null },
      select: { id: true, name: true, idTailIndex: true, contestedIndex: true },
    })
    if (!account) return new AppError('NOT_FOUND')
    if (account.contestedIndex)
      return new AppError('STATE_CONFLICT', {
        detail: '该账号的证件号码另有账号，请由机主在“我的账号—号码申诉”提交，在“号码申诉”中决定',
      })
    return (await compareTail(tx, actor, account, idTail)) ?? account
  })
  if (seen instanceof AppError) throw seen
  return transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`
    const now = await tx.account.findUniqueOrThrow({ where: { id }, select: { idTailIndex: true } })
    // The document that was compared, and no other that came since.
    if (now.idTailIndex !== seen.idTailIndex) throw new AppError('VERSION_CONFLICT')
    const { machines } = await recordProof(tx, actor, id)
    return { ...toFound(await tx.account.findUniqueOrThrow({ where: { id }, select: FOUND })), machines }
  })
}
