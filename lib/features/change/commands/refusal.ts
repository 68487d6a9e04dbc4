import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { changesInArea } from '@/lib/core/area'
import type { Tx } from '@/lib/server/database/db'
import type { ClaimAction, ReviewChangeAction } from '../policy'
import { holderOf } from '../policy'
import { CHANGE_ACTIONS } from '../rules/actions'
import { CHANGE_STATUS_LABELS, type ChangeStatus } from '../schema/change'
import { CHANGE_VERDICT_LABELS, changeVerdict } from '../schema/decision'

/**
 * Condition of Prisma: a change of the officer's area that is open for this action, not closed by a decision that takes effect in
 * a moment, and claimed by nobody else.
 */
export function openForOfficer(actor: StaffActor, action: ReviewChangeAction | 'claim', now: Date) {
  return {
    ...actor.area,
    status: { in: [...CHANGE_ACTIONS[action].from] },
    decisionDueAt: null,
    OR: [{ claimedById: null }, { claimedById: actor.id }, { claimExpiresAt: { lt: now } }],
  }
}

/** What a change without a claim has in its row. */
export const UNCLAIMED = { claimedById: null, claimedAt: null, claimExpiresAt: null } as const

/**
 * Explains why a guarded update matched no row. The row is read afterwards, so this can only explain, never permit.
 * @param claimed the action needs the officer's own claim
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT naming the open decision or the status, CLAIMED_BY_OTHER naming
 * the reviewer, NOT_CLAIMED, VERSION_CONFLICT
 */
export async function refuseChange(
  tx: Tx,
  actor: StaffActor,
  action: ReviewChangeAction | ClaimAction,
  { id, claimed = false }: { id: string; claimed?: boolean },
): Promise<never> {
  const row = await tx.change.findFirst({
    where: { id, AND: changesInArea(actor) },
    select: {
      status: true,
      claimedById: true,
      claimExpiresAt: true,
      claimedBy: { select: { name: true } },
      decisionDueAt: true,
      deferredDecisions: {
        where: { outcome: null },
        select: { verdict: true, staffId: true, staff: { select: { name: true } } },
      },
    },
  })
  if (!row) throw new AppError('NOT_FOUND')
  const from: readonly ChangeStatus[] = CHANGE_ACTIONS[action].from
  if (!from.includes(row.status)) throw alreadyDecided(row.status)
  const [open] = row.deferredDecisions
  // A decision that is just being carried out is still open, but no longer closes the change.
  if (open && row.decisionDueAt) {
    const who = open.staffId === actor.id ? '您' : open.staff.name
    const verdict = CHANGE_VERDICT_LABELS[changeVerdict.parse(open.verdict)]
    throw new AppError('STATE_CONFLICT', {
      detail: `${who}已决定“${verdict}”，即将生效；生效或撤销之前不能进行其他操作`,
    })
  }
  const holder = holderOf(row, new Date())
  if (holder !== null && holder !== actor.id)
    throw new AppError('CLAIMED_BY_OTHER', {
      detail: `该信息变更正由${row.claimedBy?.name ?? '其他人员'}审核`,
    })
  if (claimed && holder === null)
    throw new AppError('NOT_CLAIMED', { detail: '请先领取该信息变更再进行审核' })
  throw new AppError('VERSION_CONFLICT')
}

function alreadyDecided(status: ChangeStatus): AppError {
  return new AppError('STATE_CONFLICT', { detail: `该信息变更${CHANGE_STATUS_LABELS[status]}，不能再次办理` })
}
