import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { OPEN_STATUSES } from '@/lib/features/succession-state/rules/actions'
import { db } from '@/lib/server/database/db'
import type { SuccessionForm } from '../schema/office'
import { formerOf, machineOf, OWNER } from './row'

/** What an officer needs to file one for a machine of the area. @throws AppError NOT_FOUND outside it */
export async function getSuccessionForm(actor: StaffActor, id: string): Promise<SuccessionForm> {
  const row = await db().machine.findFirst({
    where: { id, ...actor.area },
    include: {
      owner: { select: OWNER },
      pickup: { select: { collectedAt: true } },
      successions: { where: { status: { in: [...OPEN_STATUSES] } }, select: { id: true } },
    },
  })
  if (!row) throw new AppError('NOT_FOUND')
  const refusal =
    row.status !== 'ACTIVE'
      ? `该机械的登记${MACHINE_STATUS_LABELS[row.status]}，不能过户`
      : row.pickup && !row.pickup.collectedAt
        ? '号码还没有领取，领取后才能过户'
        : null
  return {
    machine: { ...machineOf(row), version: row.version },
    owner: formerOf(row.owner),
    days: await findSetting(db(), 'succession', null),
    refusal,
    openId: row.successions[0]?.id ?? null,
  }
}
