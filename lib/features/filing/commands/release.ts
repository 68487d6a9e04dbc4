import type { StaffActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { refuse } from './refusal'

/**
 * 放回队列: a reviewer releases their own claim, a supervisor any claim of the area. The filing keeps its place in the
 * queue, since `submittedAt` does not change, and is no longer kept for who returned it: putting it back says that another
 * may have it.
 * @throws AppError CLAIMED_BY_OTHER, STATE_CONFLICT, NOT_FOUND
 */
export function releaseFiling(actor: StaffActor, id: string) {
  return transact(async (tx) => {
    await release(tx, actor, [id], actor.role === 'SUPERVISOR' ? undefined : actor.id)
    return { id, status: 'SUBMITTED' as const }
  })
}

/**
 * The same for several claims of one officer, all of them or none.
 * @throws AppError as `releaseFiling`, for the first that cannot be released
 */
export function releaseFilings(
  actor: StaffActor,
  { ids, fromId }: { ids: readonly string[]; fromId: string },
) {
  return transact(async (tx) => {
    // A reviewer's own only, whoever is named.
    await release(tx, actor, ids, actor.role === 'SUPERVISOR' ? fromId : actor.id)
    return { ids: [...ids] }
  })
}

/** @param claimedById who has claimed them; undefined: whoever it is */
async function release(
  tx: Tx,
  actor: StaffActor,
  ids: readonly string[],
  claimedById: string | undefined,
): Promise<void> {
  const released = await tx.filing.updateManyAndReturn({
    where: { id: { in: [...ids] }, ...actor.area, status: 'IN_REVIEW', decisionDueAt: null, claimedById },
    data: { status: 'SUBMITTED', claimedById: null, claimedAt: null, claimExpiresAt: null, keptForId: null },
    select: { id: true, districtCode: true },
  })
  const missing = ids.find((id) => released.every((one) => one.id !== id))
  if (missing) return refuse(tx, actor, 'release', missing)
  for (const { id, districtCode } of released)
    await audit(tx, actor, { action: 'filing.release', subjectType: 'filing', subjectId: id, districtCode })
}
