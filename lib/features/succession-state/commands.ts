import { z } from 'zod'
import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import type { AreaFilter } from '@/lib/core/area'
import { auditMany } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { notifySuccession } from '@/lib/server/notice/notify'
import { Prisma } from '@/prisma/client'
import { boundText, lastDayOf, OPEN_STATUSES, SUCCESSION_ACTIONS } from './rules/actions'

/**
 * Before an act that would give the machine away or end its registration. The caller has locked the machine.
 * @throws AppError STATE_CONFLICT while a succession of it is open
 */
export async function requireUnbound(tx: Pick<Tx, 'succession'>, machineId: string): Promise<void> {
  const open = await tx.succession.findFirst({
    where: { machineId, status: { in: [...OPEN_STATUSES] } },
    select: { ripeAt: true },
  })
  if (open) throw new AppError('STATE_CONFLICT', { detail: boundText(lastDayOf(open.ripeAt)) })
}

const ended = z.object({
  id: z.uuid(),
  machineId: z.uuid(),
  fromId: z.uuid(),
  toId: z.uuid(),
  districtCode: z.string(),
})

/** The machines of an owner, everywhere or in an area, or one. */
export type Moving = { ownerId: string; area?: AreaFilter } | { machineId: string }

/**
 * Ends what is open on machines that are about to go another way: the owner has turned up and proved himself, an officer found
 * that the number is another's, the registration is revoked. Locks the machines first, as whoever files does. Both owners are told.
 * @returns how many it were
 */
export async function lapseSuccessions(
  tx: Tx,
  actor: StaffActor | AccountActor,
  moving: Moving,
): Promise<number> {
  const which =
    'ownerId' in moving
      ? Prisma.sql`"ownerId" = ${moving.ownerId}::uuid AND ${areaSql(moving.area ?? {}, 'machine')}`
      : Prisma.sql`id = ${moving.machineId}::uuid`
  const { from, to } = SUCCESSION_ACTIONS.lapse
  await tx.$queryRaw`SELECT id FROM machine WHERE ${which} ORDER BY id FOR NO KEY UPDATE`
  const rows = await rowsOf(tx, ended)`
    UPDATE succession SET status = ${to}::"SuccessionStatus", "endedAt" = now()
    WHERE "machineId" IN (SELECT id FROM machine WHERE ${which}) AND status = ANY(${[...from]}::"SuccessionStatus"[])
    RETURNING id, "machineId", "fromId", "toId", "districtCode"`
  if (rows.length === 0) return 0
  await auditMany(
    tx,
    actor,
    rows.map(({ id, machineId, districtCode }) => ({
      action: 'succession.lapse',
      subjectType: 'machine',
      subjectId: machineId,
      districtCode,
      details: { succession: id },
    })),
  )
  for (const { id, fromId, toId } of rows)
    await notifySuccession(tx, { successionId: id, kind: 'SUCCESSION_ENDED', accountIds: [fromId, toId] })
  return rows.length
}
