import type { StaffActor } from '@/lib/core/actor'
import { type AppError, fieldError } from '@/lib/core/app-error'
import { compareTail } from '@/lib/features/identity/commands/compare-tail'
import { inTransaction } from '@/lib/server/database/db'
import { needsDocument, waitingFor } from '../policy'

/**
 * Compares the last four characters, as the officer reads them from the document, with those of holder and account. In a
 * transaction of its own, since a wrong attempt counts whatever comes of the rest.
 * @returns whether they were compared; not where no document is asked for, or nothing waits
 * @throws AppError INVALID at `idTail`, LOCKED after too many wrong ones
 */
export async function proveDocument(
  actor: StaffActor,
  id: string,
  idTail: string | undefined,
): Promise<boolean> {
  const outcome = await inTransaction(async (tx): Promise<AppError | boolean> => {
    const holder = await tx.account.findFirst({
      where: { id, ...waitingFor(actor) },
      select: {
        id: true,
        name: true,
        idTailIndex: true,
        counterOwner: { select: { accountId: true } },
        registrant: { select: { name: true, idTailIndex: true, provedAt: true } },
      },
    })
    if (!holder) return false
    const { counterOwner, registrant } = holder
    if (!needsDocument(actor, { atCounter: counterOwner !== null, proved: registrant?.provedAt != null }))
      return false
    if (idTail === undefined) return fieldError('idTail', '请填写证件原件上的后四位', 'REQUIRED')
    return (await compareTail(tx, actor, holder, idTail, registrant ? [registrant] : [])) ?? true
  })
  if (typeof outcome !== 'boolean') throw outcome
  return outcome
}
