import type { StaffActor, StaffRole } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { transact, uniqueViolation } from '@/lib/server/database/db'
import { hashPassword } from '@/lib/server/secrets/password'
import { getStaff } from '../queries/staff'
import type { StaffDto } from '../schema/staff'
import { auditStaff, bureauFor, keepASecurityAdministrator, targetOf } from './guard'
import { endClaimsOf } from './lapse-claims'
import { makePassword } from './new-password'

type NewStaff = { username: string; name: string; role: StaffRole; bureauId: string }

/**
 * Creates a member of staff in a bureau of the actor's area.
 * @returns the person and the initial password, which cannot be read again
 * @throws AppError USERNAME_TAKEN; INVALID on `bureauId`
 */
export async function createStaff(
  actor: StaffActor,
  input: NewStaff,
): Promise<{ staff: StaffDto; password: string }> {
  const password = makePassword()
  const passwordHash = await hashPassword(password)
  try {
    return await transact(async (tx) => {
      const { divisionCode } = await bureauFor(tx, actor, input.bureauId)
      const { id } = await tx.staff.create({ data: { ...input, passwordHash, mustChangePassword: true } })
      const { username, role, bureauId } = input
      await auditStaff(tx, actor, 'create', { id, divisionCode }, { username, role, bureauId })
      return { staff: await getStaff(tx, actor, id), password }
    })
  } catch (error) {
    if (uniqueViolation(error)?.includes('username')) throw new AppError('USERNAME_TAKEN')
    throw error
  }
}

/**
 * Changes name, role or bureau; of the actor themselves only the name. Sessions read the row with each request, so a new
 * role takes effect at once; with another role or bureau the person's claims end.
 * @throws AppError NOT_FOUND; STATE_CONFLICT for the actor's own role or bureau; INVALID on `bureauId`
 */
export function updateStaff(
  actor: StaffActor,
  id: string,
  input: Partial<Omit<NewStaff, 'username'>>,
): Promise<StaffDto> {
  return transact(async (tx) => {
    const before = await targetOf(tx, actor, id)
    const changesBureau = input.bureauId !== undefined && input.bureauId !== before.bureauId
    const reassigned = changesBureau || (input.role !== undefined && input.role !== before.role)
    if (reassigned) await keepASecurityAdministrator(tx, actor, id)
    const { divisionCode } = changesBureau ? await bureauFor(tx, actor, input.bureauId ?? '') : before.bureau
    const { role, bureauId } = before
    await tx.staff.update({ where: { id }, data: input })
    if (reassigned) await endClaimsOf(tx, id, 'REASSIGNED')
    await auditStaff(tx, actor, 'update', { id, divisionCode }, { before: { role, bureauId }, after: input })
    return getStaff(tx, actor, id)
  })
}
