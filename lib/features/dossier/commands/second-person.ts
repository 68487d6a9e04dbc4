import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { askSecondPerson } from '@/lib/features/second-person/commands/ask'
import { needsSecondPerson } from '@/lib/features/second-person/queries/needs'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { PENDING_KINDS } from '../policy'
import { machineAllows } from '../rules/actions'
import type { MachineAction } from '../schema/console'
import { type MachineAct, refuse } from './act'

type Asked =
  | { action: 'REVOKE' | 'REINSTATE'; input: MachineAct }
  | { action: 'CORRECT_STAGE'; input: MachineAct & { emissionStage: string } }

/**
 * Puts the act down for a second person where the district's rule asks for one. Refused are the same requests as by the act
 * itself.
 * @returns whether it now waits; false: the caller does it
 * @throws AppError NOT_FOUND outside the area, STATE_CONFLICT (also: one waits already), VERSION_CONFLICT
 */
export async function waitsForSecondPerson(tx: Tx, actor: StaffActor, asked: Asked): Promise<boolean> {
  const { id, version, reason } = asked.input
  // As whoever moves or sells it does (lib/features/change), who looks for what waits here.
  await tx.$queryRaw`SELECT id FROM machine WHERE id = ${id}::uuid AND ${areaSql(actor.area, 'machine')} FOR NO KEY UPDATE`
  const machine = await tx.machine.findFirst({ where: { id, ...actor.area } })
  if (!machine) throw new AppError('NOT_FOUND')
  const divisionCode = machine.districtCode ?? WHOLE_COUNTRY
  const action: MachineAction = asked.action
  const kind = PENDING_KINDS[action]
  if (!(await needsSecondPerson(tx, kind, divisionCode))) return false
  if (!machineAllows(action, machine.status) || machine.version !== version)
    await refuse(tx, actor, action, id)
  const subject = { subjectId: id, label: machine.registrationNumber ?? '', divisionCode, version, reason }
  if (asked.action === 'CORRECT_STAGE') {
    const { emissionStage } = asked.input
    await askSecondPerson(tx, actor, { ...subject, kind: 'CORRECT_STAGE', payload: { emissionStage } })
  } else {
    await askSecondPerson(tx, actor, { ...subject, kind: PENDING_KINDS[asked.action], payload: {} })
  }
  return true
}
