import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { REVIEW_ACCESS, visibleToOfficer } from '../policy'
import { FILING_ACTIONS, STATUS_LABELS } from '../rules/actions'
import { VERDICT_LABELS } from '../rules/verdict'
import type { ReviewAction } from '../schema/console'
import type { Verdict } from '../schema/decision'
import type { FilingStatus } from '../schema/owner'

/**
 * Condition over `filing f`: in the officer's area, in a status that allows the action (`FILING_ACTIONS`), and without an
 * open decision.
 */
export function actionable(actor: StaffActor, action: ReviewAction, id: string): Prisma.Sql {
  return Prisma.sql`f.id = ${id}::uuid AND ${areaSql(actor.area)}
    AND f.status = ANY(${[...FILING_ACTIONS[action].from]}::"FilingStatus"[]) AND f."decisionDueAt" IS NULL`
}

/**
 * Explains why a guarded update matched no row. The row is read afterwards, so this can only explain, never permit.
 * @throws AppError NOT_FOUND (also outside the area and for drafts), FORBIDDEN for who entered it at the counter, CLAIMED_BY_OTHER naming the reviewer, NOT_CLAIMED,
 * STATE_CONFLICT naming the open decision or the status, VERSION_CONFLICT
 */
export async function refuse(tx: Tx, actor: StaffActor, action: ReviewAction, id: string): Promise<never> {
  const row = await tx.filing.findFirst({
    where: { id, ...visibleToOfficer(actor) },
    select: {
      status: true,
      claimedById: true,
      claimedBy: { select: { name: true } },
      decisionDueAt: true,
      assistantIds: true,
      deferredDecisions: {
        where: { outcome: null },
        select: { verdict: true, staffId: true, staff: { select: { name: true } } },
      },
    },
  })
  if (!row) throw new AppError('NOT_FOUND')
  const [open] = row.deferredDecisions
  // A decision that is just being carried out is still open, but no longer closes the filing.
  if (open && row.decisionDueAt)
    throw decisionOpen(open.verdict, open.staffId === actor.id ? '您' : open.staff.name)
  if (REVIEW_ACCESS[action] === 'filing.review' && row.assistantIds.includes(actor.id))
    throw new AppError('FORBIDDEN', { detail: OWN_ENTRY })
  if (row.claimedBy && row.claimedById !== actor.id) throw claimedByOther(row.claimedBy.name)
  const { from, claimant } = FILING_ACTIONS[action]
  if (claimant && row.status === 'SUBMITTED') throw new AppError('NOT_CLAIMED')
  if (!from.includes(row.status)) throw stateConflict(row.status)
  throw new AppError('VERSION_CONFLICT')
}

const OWN_ENTRY = '该登记由您在窗口代办录入，须由其他审核人员审核'

function decisionOpen(verdict: Verdict, who: string): AppError {
  return new AppError('STATE_CONFLICT', {
    detail: `${who}已决定“${VERDICT_LABELS[verdict]}”，即将生效；生效或撤销之前不能进行其他操作`,
  })
}

export function claimedByOther(staffName: string): AppError {
  return new AppError('CLAIMED_BY_OTHER', { detail: `该登记正由${staffName}审核` })
}

export function stateConflict(status: FilingStatus): AppError {
  return new AppError('STATE_CONFLICT', { detail: `该登记当前为“${STATUS_LABELS[status]}”，不能进行此操作` })
}
