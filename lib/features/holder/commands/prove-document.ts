import type { StaffActor } from '@/lib/core/actor'
import { type AppError, fieldError } from '@/lib/core/app-error'
import { idTailText } from '@/lib/core/id-number'
import {
  clearMisses,
  countMiss,
  queueAttempts,
  refusalOf,
  wrongText,
} from '@/lib/features/pickup/commands/identity-count'
import { audit } from '@/lib/server/audit/audit'
import { inTransaction } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { needsDocument, waitingFor } from '../policy'

/**
 * Compares the last four characters, as the officer reads them from the document, with the holder's. In a transaction of its
 * own, since a wrong attempt counts whatever comes of the rest.
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
      select: { id: true, name: true, idTailIndex: true, counterOwner: { select: { accountId: true } } },
    })
    if (!holder || !needsDocument(actor, holder.counterOwner !== null)) return false
    if (idTail === undefined) return fieldError('idTail', '请填写证件原件上的后四位', 'REQUIRED')
    await queueAttempts(tx, actor, [holder.name])
    const refused = await refusalOf(tx, actor, [holder])
    if (refused) return refused
    if (holder.idTailIndex === blindIndex('id-tail', idTailText(idTail, holder.name))) {
      await clearMisses(tx, [id])
      return true
    }
    const wrong = await countMiss(tx, actor, [holder], null)
    await audit(tx, actor, {
      action: 'pickup.wrong-id',
      subjectType: 'account',
      subjectId: id,
      districtCode: actor.divisionCode,
      details: { by: 'idTail', accounts: 1, wrong },
    })
    return fieldError('idTail', wrongText(wrong), 'ID_NUMBER_MISMATCH')
  })
  if (typeof outcome !== 'boolean') throw outcome
  return outcome
}
