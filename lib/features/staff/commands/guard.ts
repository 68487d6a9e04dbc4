import { z } from 'zod'
import type { StaffActor, SystemActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import type { Prisma } from '@/prisma/client'
import { staffVisibleTo } from '../policy'

/** The person to change. @throws AppError NOT_FOUND outside the actor's area */
export async function targetOf(tx: Tx, actor: StaffActor, id: string) {
  const target = await tx.staff.findFirst({
    where: { id, ...staffVisibleTo(actor) },
    include: { bureau: { select: { divisionCode: true, name: true } } },
  })
  if (!target) throw new AppError('NOT_FOUND')
  return target
}

export type Target = Awaited<ReturnType<typeof targetOf>>

const staffRow = z.object({ id: z.uuid() })

/**
 * Ensures that one security administrator always remains, who alone gives and takes rights: nobody can change their own, and of
 * two who disable each other at the same time the second fails, since each first locks all of them and checks that they are
 * still one.
 * @throws AppError STATE_CONFLICT
 */
export async function keepASecurityAdministrator(tx: Tx, actor: StaffActor, targetId: string): Promise<void> {
  if (targetId === actor.id) {
    throw new AppError('STATE_CONFLICT', {
      detail: '不能停用自己，也不能修改自己的角色和机构，请由其他安全管理员操作',
    })
  }
  await lockSecurityAdministrators(tx, actor)
}

/** One change of rights at a time. @throws AppError STATE_CONFLICT when the actor is no longer one of them */
export async function lockSecurityAdministrators(tx: Tx, actor: StaffActor): Promise<void> {
  // Not FOR UPDATE: rows that name an administrator, a confirmation among them, are written meanwhile.
  const administrators = await rowsOf(tx, staffRow)`
    SELECT id FROM staff WHERE role = 'SECURITY_ADMINISTRATOR' AND "disabledAt" IS NULL ORDER BY id FOR NO KEY UPDATE`
  if (!administrators.some(({ id }) => id === actor.id)) {
    throw new AppError('STATE_CONFLICT', { detail: '您的账号刚刚被停用或调整，操作没有执行' })
  }
}

/** @throws AppError INVALID on `bureauId` for a bureau outside the area or disabled */
export async function bureauFor(tx: Tx, actor: StaffActor, bureauId: string) {
  const { bureau: where } = staffVisibleTo(actor)
  const bureau = await tx.bureau.findFirst({ where: { id: bureauId, disabledAt: null, ...where } })
  if (bureau) return bureau
  const message = '该机构不存在、已停用或不在您的管辖范围内'
  throw new AppError('INVALID', { detail: message, errors: [{ path: 'bureauId', code: 'INVALID', message }] })
}

export function auditStaff(
  tx: Tx,
  actor: StaffActor | SystemActor,
  action:
    | 'create'
    | 'disable'
    | 'enable'
    | 'end-session'
    | 'issue-activation'
    | 'reset-password'
    | 'unlock'
    | 'update',
  target: { id: string; divisionCode: string },
  details: Prisma.InputJsonObject = {},
): Promise<void> {
  return audit(tx, actor, {
    action: `staff.${action}`,
    subjectType: 'staff',
    subjectId: target.id,
    districtCode: target.divisionCode,
    details,
  })
}
