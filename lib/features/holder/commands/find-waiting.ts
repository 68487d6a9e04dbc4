import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import type { Tx } from '@/lib/server/database/db'
import { waitingFor } from '../policy'

/** @throws AppError NOT_FOUND outside the area or when nothing waits */
export async function findWaiting(tx: Tx, actor: StaffActor, id: string) {
  const holder = await tx.account.findFirst({
    where: { id, ...waitingFor(actor) },
    include: { registrant: true, counterOwner: { select: { accountId: true } } },
  })
  if (!holder) throw new AppError('NOT_FOUND')
  return holder
}
