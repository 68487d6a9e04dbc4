import type { StaffActor, StaffRole } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { type Tx, transact, uniqueViolation } from '@/lib/server/database/db'
import { hashPassword } from '@/lib/server/secrets/password'
import { getStaff } from '../queries/staff'
import { ROLE_LABELS, type StaffDto } from '../schema/staff'
import { auditStaff, bureauFor, lockSecurityAdministrators, type Target, targetOf } from './guard'
import { issuedUntil } from './issued-password'
import { endClaimsOf } from './lapse-claims'
import { makePassword } from './new-password'
import { askToEnable, grant, grantOf, lockAccount } from './second-person'
import { requireStoodDown } from './stand-down'

type NewStaff = { username: string; name: string; role: StaffRole; bureauId: string }

/**
 * Creates a member of staff in a bureau of the actor's area; disabled, where a second person must confirm it.
 * @returns the person and the initial password, which cannot be read again, and when it ends unless it is changed
 * @throws AppError USERNAME_TAKEN; INVALID on `bureauId`; STATE_CONFLICT when there is no second person
 */
export async function createStaff(
  actor: StaffActor,
  input: NewStaff,
): Promise<{ staff: StaffDto; password: string; expiresAt: string }> {
  const password = makePassword()
  const passwordHash = await hashPassword(password)
  try {
    return await transact(async (tx) => {
      await lockSecurityAdministrators(tx, actor)
      const { divisionCode } = await bureauFor(tx, actor, input.bureauId)
      const { username, role, bureauId } = input
      const founding = role === 'SECURITY_ADMINISTRATOR'
      const how = await grantOf(tx, actor, { divisionCode, founding })
      const disabledAt = how === 'WAITS' ? new Date() : null
      const data = {
        ...input,
        passwordHash,
        mustChangePassword: true,
        passwordIssuedAt: new Date(),
        disabledAt,
      }
      const { id } = await tx.staff.create({ data })
      const details = { username, role, bureauId, ...(how === 'ALONE' ? { alone: true } : {}) }
      await auditStaff(tx, actor, 'create', { id, divisionCode }, details)
      if (how === 'WAITS') await askToEnable(tx, actor, id, '新增人员')
      const expiresAt = (await issuedUntil(tx, divisionCode)).toISOString()
      return { staff: await getStaff(tx, actor, id), password, expiresAt }
    })
  } catch (error) {
    if (uniqueViolation(error)?.includes('username')) throw new AppError('USERNAME_TAKEN')
    throw error
  }
}

type StaffChange = Partial<Omit<NewStaff, 'username'>>

/**
 * Changes name, role or bureau; of the actor themselves only the name. Sessions read the row with each request, so a new
 * role takes effect at once; with another role or bureau the person's claims end. Where a second person must confirm it, the account
 * is disabled until then.
 * @throws AppError NOT_FOUND; STATE_CONFLICT for the actor's own role or bureau, when there is no second person, or for a security
 *   administrator who works (`requireStoodDown`); INVALID on `bureauId`
 */
export function updateStaff(actor: StaffActor, id: string, input: StaffChange): Promise<StaffDto> {
  return transact(async (tx) => {
    const seen = await targetOf(tx, actor, id)
    if (reassigns(seen, input)) await reassign(tx, actor, id, input)
    else await rename(tx, actor, seen, input.name)
    return getStaff(tx, actor, id)
  })
}

type Post = { role: StaffRole; bureauId: string }

const reassigns = (now: Post, { role, bureauId }: StaffChange): boolean =>
  (role !== undefined && role !== now.role) || (bureauId !== undefined && bureauId !== now.bureauId)

/** Writes the name only: role and bureau may have been changed since they were read. */
async function rename(tx: Tx, actor: StaffActor, seen: Target, name: string | undefined): Promise<void> {
  const { id, role, bureauId, bureau } = seen
  await tx.staff.update({ where: { id }, data: { name } })
  await auditStaff(tx, actor, 'update', { id, ...bureau }, { before: { role, bureauId }, after: { name } })
}

async function reassign(tx: Tx, actor: StaffActor, id: string, input: StaffChange): Promise<void> {
  const account = await lockAccount(tx, actor, id)
  await requireStoodDown(tx, account.person)
  const { role, bureauId, bureau } = account.person
  const moved = input.bureauId !== undefined && input.bureauId !== bureauId
  const { divisionCode } = moved ? await bureauFor(tx, actor, input.bureauId ?? '') : bureau
  await tx.staff.update({ where: { id }, data: input })
  await endClaimsOf(tx, id, 'REASSIGNED')
  await auditStaff(tx, actor, 'update', { id, divisionCode }, { before: { role, bureauId }, after: input })
  await grant(tx, actor, account, `调整角色或机构（原为${ROLE_LABELS[role]}，${bureau.name}）`)
}
