import type { StaffActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { refuse } from './refusal'

/**
 * 放回队列: a reviewer releases their own claim, a supervisor any claim of the area. The filing keeps its place in the
 * queue, since `submittedAt` does not change, and is no longer kept for who returned it: putting it back says that another
 * may have it.
 * @throws AppError CLAIMED_BY_OTHER, STATE_CONFLICT, NOT_FOUND
 */
export function releaseFiling(actor: StaffActor, id: string) {
  return transact(async (tx) => {
    const own = actor.role === 'SUPERVISOR' ? {} : { claimedById: actor.id }
    const [released] = await tx.filing.updateManyAndReturn({
      where: { id, ...actor.area, status: 'IN_REVIEW', decisionDueAt: null, ...own },
      data: {
        status: 'SUBMITTED',
        claimedById: null,
        claimedAt: null,
        claimExpiresAt: null,
        keptForId: null,
      },
      select: { districtCode: true },
    })
    if (!released) return refuse(tx, actor, 'release', id)
    await audit(tx, actor, {
      action: 'filing.release',
      subjectType: 'filing',
      subjectId: id,
      districtCode: released.districtCode,
    })
    return { id, status: 'SUBMITTED' as const }
  })
}
