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
import type { Tx } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'

export type Tailed = { id: string; name: string; idTailIndex: string }

/**
 * Compares the last four characters, as the officer reads them from the original, with those of an account or holder. Wrong
 * ones count with those of the hand-over (docs/decisions/0041).
 * @param others whose document is the same one, perhaps in another form: 15 digits end otherwise than the 18 of the card
 * @returns what to throw once the transaction, which has to commit the count, is over; null where they agree
 */
export async function compareTail(
  tx: Tx,
  actor: StaffActor,
  one: Tailed,
  idTail: string,
  others: readonly Pick<Tailed, 'name' | 'idTailIndex'>[] = [],
): Promise<AppError | null> {
  await queueAttempts(tx, actor, [one.name])
  const refused = await refusalOf(tx, actor, [one])
  if (refused) return refused
  const same = [one, ...others].some(
    ({ name, idTailIndex }) => idTailIndex === blindIndex('id-tail', idTailText(idTail, name)),
  )
  if (same) {
    await clearMisses(tx, [one.id])
    return null
  }
  const wrong = await countMiss(tx, actor, [one], null)
  await audit(tx, actor, {
    action: 'pickup.wrong-id',
    subjectType: 'account',
    subjectId: one.id,
    districtCode: actor.divisionCode,
    details: { by: 'idTail', accounts: 1, wrong },
  })
  return fieldError('idTail', wrongText(wrong), 'ID_NUMBER_MISMATCH')
}
