import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { registerMachine } from '@/lib/features/registration/commands/register'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import type { approveFilingEndpoint } from '../schema/review'
import { decide } from './decide'

type Approval = z.output<typeof approveFilingEndpoint.body> & { id: string }
type Approved = z.input<typeof approveFilingEndpoint.response>

/**
 * 审核通过: the filing becomes a registered machine with a number for life, and waits for its owner at the bureau of its
 * district (manual, 第六步). Decision, notices, number, machine, pickup and audit row are one transaction.
 * @param input emissionStage: the stage as the officer fixed it (核定), the first character of the number; version: of the
 * filing as the officer saw it
 * @returns the number, and the code by which it is collected
 * @throws AppError NOT_FOUND, NOT_CLAIMED, CLAIMED_BY_OTHER, STATE_CONFLICT, VERSION_CONFLICT, SERIES_EXHAUSTED
 */
export function approveFiling(actor: StaffActor, input: Approval): Promise<Approved> {
  const { id, version, emissionStage, comment } = input
  return transact(async (tx) => {
    const at = new Date()
    const filing = await decide(tx, actor, { action: 'approve', id, version, at, emissionStage, comment })
    await notify(tx, { filing, kind: 'APPROVED', decisionId: filing.decisionId })
    // Last, since other approvals of the area wait for the number series from here to the commit.
    const machine = await registerMachine(tx, { filing, emissionStage, at })
    const { registrationNumber, pickupCode, machineId, seriesId } = machine
    await audit(tx, actor, {
      action: 'filing.approve',
      subjectType: 'filing',
      subjectId: id,
      districtCode: filing.districtCode,
      details: { registrationNumber, machineId, seriesId, revision: filing.revision },
    })
    return { registrationNumber, pickupCode, machineId }
  })
}
