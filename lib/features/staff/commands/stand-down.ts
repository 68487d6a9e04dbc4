import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { askSecondPerson } from '@/lib/features/second-person/commands/ask'
import { doesAnotherWork } from '@/lib/features/second-person/queries/confirmers'
import { needsSecondPerson } from '@/lib/features/second-person/queries/needs'
import type { ActPayload } from '@/lib/features/second-person/schema'
import type { Tx } from '@/lib/server/database/db'
import { ROLE_LABELS } from '../schema/staff'
import { auditStaff, type Target, targetOf } from './guard'
import { endClaimsOf } from './lapse-claims'
import { endSessions } from './open-session'
import type { Grant } from './second-person'

/**
 * What takes an account's power away needs nobody else, but for a security administrator's: who could disable those who would
 * confirm his acts would be alone (docs/decisions/0058).
 */
const kind = 'DISABLE_STAFF' as const

/** How an account is disabled: by the actor at once; alone where the rule asks for a second person and nobody works as one. */
export async function wayToDisable(tx: Tx, actor: StaffActor, person: Target): Promise<Grant> {
  const { divisionCode } = person.bureau
  if (person.role !== 'SECURITY_ADMINISTRATOR' || !(await needsSecondPerson(tx, kind, divisionCode)))
    return 'AT_ONCE'
  const not = [actor.id, person.id]
  return (await doesAnotherWork(tx, { kind, divisionCode, not })) ? 'WAITS' : 'ALONE'
}

/** @throws AppError STATE_CONFLICT when a request waits */
export function askToStandDown(tx: Tx, actor: StaffActor, person: Target): Promise<void> {
  const { id, name, username, role, bureauId, bureau } = person
  return askSecondPerson(tx, actor, {
    kind,
    subjectId: id,
    label: `${name}（${username}）`,
    divisionCode: bureau.divisionCode,
    version: null,
    payload: { role, bureauId },
    reason: `停用：${ROLE_LABELS[role]}，${bureau.name}`,
  })
}

/** Disables the account, ends its sessions and claims. @throws AppError STATE_CONFLICT if it is disabled already */
export async function disable(
  tx: Tx,
  actor: StaffActor,
  { id, bureau }: Target,
  details: { alone?: boolean; askedBy?: string } = {},
): Promise<void> {
  const { count } = await tx.staff.updateMany({
    where: { id, disabledAt: null },
    data: { disabledAt: new Date() },
  })
  if (count !== 1) throw new AppError('STATE_CONFLICT', { detail: '该人员已经停用' })
  await endSessions(tx, { staffId: id }, 'DISABLED')
  await endClaimsOf(tx, id, 'DISABLED')
  await auditStaff(tx, actor, 'disable', { id, ...bureau }, details)
}

type StandingDown = { id: string; seen: ActPayload<'DISABLE_STAFF'>; askedBy: string }

/**
 * The second person's word; the security administrators are locked.
 * @throws AppError NOT_FOUND outside the area; VERSION_CONFLICT once role or bureau changed
 */
export async function standDown(
  tx: Tx,
  actor: StaffActor,
  { id, seen, askedBy }: StandingDown,
): Promise<void> {
  const person = await targetOf(tx, actor, id)
  if (person.role !== seen.role || person.bureauId !== seen.bureauId) throw new AppError('VERSION_CONFLICT')
  await disable(tx, actor, person, { askedBy })
}

/**
 * Another role, bureau or password takes an account off work until it is confirmed: of a security administrator who works that is
 * a disabling, which comes first. One who never signed in confirms nothing anyway.
 * @throws AppError STATE_CONFLICT
 */
export async function requireStoodDown(
  tx: Tx,
  { role, disabledAt, lastSignInAt, bureau }: Target,
): Promise<void> {
  if (role !== 'SECURITY_ADMINISTRATOR' || disabledAt || !lastSignInAt) return
  if (!(await needsSecondPerson(tx, kind, bureau.divisionCode))) return
  throw new AppError('STATE_CONFLICT', {
    detail:
      '这是正在使用的安全管理员账号：请先停用（由另一位安全管理员确认），再调整角色、机构或重置密码，然后恢复使用。',
  })
}
