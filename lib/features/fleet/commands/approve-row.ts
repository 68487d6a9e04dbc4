import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { deferWithin } from '@/lib/features/filing/commands/defer-decision'
import { getDesk } from '@/lib/features/filing/queries/desk'
import { transact } from '@/lib/server/database/db'
import { findShowing } from '../queries/row'
import { whyExcluded } from '../rules'
import type { approveFleetRowEndpoint } from '../schema'

type Approval = z.output<typeof approveFleetRowEndpoint.body> & { id: string }

/**
 * Approves one filing of a batch by the desk's own command, with its time to undo. What the batch demands besides is looked
 * at again here, in the same transaction: the officer was shown this submission, every check is clear now, and the stage is
 * the one that is suggested.
 * @throws AppError as `deferDecision`; STATE_CONFLICT when it must be decided at its own desk
 */
export function approveFleetRow(actor: StaffActor, { id, version, emissionStage }: Approval) {
  return transact(async (tx) => {
    const desk = await getDesk(tx, actor, id)
    // What the desk's command refuses is told by itself: a colleague's claim, an open decision, another status.
    if (desk.claim?.mine && !desk.openDecision) {
      if (!(await findShowing(tx, actor, desk))) throw refused('这一件还没有查看过')
      const [reason] = whyExcluded(desk)
      if (reason) throw refused(`须逐件审核。${reason}`)
      if (desk.suggestedStage?.code !== emissionStage) throw refused('建议的排放阶段已有变化，请重新查看')
    }
    return deferWithin(tx, actor, { id, version, verdict: 'APPROVE', emissionStage })
  })
}

const refused = (detail: string) => new AppError('STATE_CONFLICT', { detail })
