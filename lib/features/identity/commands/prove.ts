import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { recordProof } from '@/lib/features/proof/commands/record'
import { transact } from '@/lib/server/database/db'
import { FOUND, toFound } from '../queries'
import type { FoundAccount } from '../schema'
import { compareOriginal } from './compare-original'

/**
 * Records that the officer has compared the original of the document with the account: its identity is proved, and what
 * waited for that is given. Of one that is proved already the first proof stays.
 * @throws AppError as compareOriginal; VERSION_CONFLICT when the document has changed meanwhile
 */
export async function proveAccount(
  actor: StaffActor,
  id: string,
  idTail: string,
): Promise<FoundAccount & { machines: number }> {
  const seen = await compareOriginal(actor, id, idTail)
  return transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`
    const now = await tx.account.findUniqueOrThrow({ where: { id }, select: { idTailIndex: true } })
    // The document that was compared, and no other that came since.
    if (now.idTailIndex !== seen.idTailIndex) throw new AppError('VERSION_CONFLICT')
    const { machines } = await recordProof(tx, actor, id)
    return { ...toFound(await tx.account.findUniqueOrThrow({ where: { id }, select: FOUND })), machines }
  })
}
