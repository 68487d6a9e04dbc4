import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import type { AuditAction } from '@/lib/core/audit-actions'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { endSessions } from './open-session'

/** Changes of one's own factors go one after the other: of two that each remove one, the second sees the first. */
export async function lockOwnRow(tx: Tx, { id }: StaffActor): Promise<void> {
  await tx.$queryRaw`SELECT id FROM staff WHERE id = ${id}::uuid FOR UPDATE`
}

/**
 * After a second factor has been removed, in that transaction.
 * @throws AppError STATE_CONFLICT where the role needs one and none is left
 */
export async function requireFactorLeft(tx: Tx, actor: StaffActor): Promise<void> {
  const { secondFactorRoles } = await findSetting(tx, 'staff-sign-in', actor.divisionCode)
  if (!secondFactorRoles.includes(actor.role)) return
  const { totpSecret, _count } = await tx.staff.findUniqueOrThrow({
    where: { id: actor.id },
    select: { totpSecret: true, _count: { select: { securityKeys: true } } },
  })
  if (totpSecret === null && _count.securityKeys === 0)
    throw new AppError('STATE_CONFLICT', {
      detail: '您的角色必须启用二次验证，不能停用最后一种；请先添加另一种',
    })
}

/** Whoever else was signed in with the old credentials has to sign in with the new ones. */
export async function endOtherThan(tx: Tx, actor: StaffActor): Promise<void> {
  await endSessions(tx, { staffId: actor.id, id: { not: actor.session?.id ?? '' } }, 'CREDENTIALS')
}

export function auditSelf(
  tx: Tx,
  actor: StaffActor,
  action: AuditAction,
  details: Prisma.InputJsonObject = {},
): Promise<void> {
  return audit(tx, actor, {
    action,
    subjectType: 'staff',
    subjectId: actor.id,
    districtCode: actor.divisionCode,
    details,
  })
}
