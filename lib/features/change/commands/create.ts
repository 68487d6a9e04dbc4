import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { mayActAs, unitRefusal } from '@/lib/core/unit-role'
import { requireConsents } from '@/lib/features/consent/queries'
import { db } from '@/lib/server/database/db'
import { roleForChange } from '../rules/actions'
import type { ChangeInput } from '../schema/input'
import type { ChangeDto } from '../schema/owner'
import { changePlace } from './place'
import { requestChange } from './request'
import { transferMachine } from './transfer'

/**
 * POST /machines/{id}/changes: OWNER and PLACE take effect at once, the others wait for an officer.
 * @throws AppError FORBIDDEN for who may only file for the unit and asks for another owner or a cancellation; CONSENT_REQUIRED; and as the command for the type
 */
export async function createChange(
  actor: AccountActor,
  machineId: string,
  input: ChangeInput,
): Promise<ChangeDto> {
  if (!mayActAs(actor.unitRole, roleForChange(input.type)))
    throw new AppError('FORBIDDEN', { detail: unitRefusal(actor.unitRole) })
  await requireConsents(db(), actor.id)
  if (input.type === 'PLACE') return changePlace(actor, machineId, input)
  if (input.type === 'OWNER') return transferMachine(actor, machineId, input)
  return requestChange(actor, machineId, input)
}
