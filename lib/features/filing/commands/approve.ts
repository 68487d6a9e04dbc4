import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { registerMachine } from '@/lib/features/registration/commands/register'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import type { approveFilingEndpoint } from '../schema/review'
import { type Decidable, decide } from './decide'

type Approval = z.output<typeof approveFilingEndpoint.body> & Decidable
type Approved = z.input<typeof approveFilingEndpoint.response>

/**
 * 审核通过: turns the filing into a registered machine with a permanent number, to be collected at the bureau of its
 * district (manual, 第六步). Decision, notices, number, machine, pickup and audit row are one transaction.
 * @param input emissionStage: the stage fixed by the officer (核定), the first character of the number; version: the
 * version the officer reviewed
 * @returns the registration number and the pickup code
 * @throws AppError NOT_FOUND, NOT_CLAIMED, CLAIMED_BY_OTHER, STATE_CONFLICT, VERSION_CONFLICT, SERIES_EXHAUSTED
 */
export function approveFiling(actor: StaffActor, input: Approval): Promise<Approved> {
  return transact((tx) => approveWithin(tx, actor, input))
}

/** `approveFiling` inside a transaction. */
export async function approveWithin(tx: Tx, actor: StaffActor, input: Approval): Promise<Approved> {
  const { id, emissionStage } = input
  const at = new Date()
  const filing = await decide(tx, actor, { ...input, action: 'approve', at })
  await notify(tx, { filing, kind: 'APPROVED', decisionId: filing.decisionId })
  // As late as possible: from here to the commit other approvals of the area wait for the number series.
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
}
