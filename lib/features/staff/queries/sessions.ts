import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { db, readRows } from '@/lib/server/database/db'
import { isLiveSession } from '@/lib/server/session/staff-session'
import type { SessionDto } from '../schema/session'
import { getStaff } from './staff'

const row = z.object({
  id: z.uuid(),
  device: z.string(),
  address: z.string(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
})

/** The actor's own live sessions, the one that asks first, then by last activity. */
export function listOwnSessions(actor: StaffActor): Promise<{ data: SessionDto[] }> {
  return sessionsOf(actor, actor.id)
}

/** The same of another person. @throws AppError NOT_FOUND outside the actor's area */
export async function listStaffSessions(actor: StaffActor, id: string): Promise<{ data: SessionDto[] }> {
  await getStaff(db(), actor, id)
  return sessionsOf(actor, id)
}

async function sessionsOf(actor: StaffActor, staffId: string): Promise<{ data: SessionDto[] }> {
  const rows = await readRows(row)`
    SELECT x.id, x.device, x.address, x."createdAt", x."lastSeenAt" FROM staff_session x
    WHERE x."staffId" = ${staffId}::uuid AND ${isLiveSession(new Date())}
    ORDER BY x.id = ${actor.session?.id ?? null}::uuid DESC NULLS LAST, x."lastSeenAt" DESC, x.id`
  return {
    data: rows.map(({ id, device, address, createdAt, lastSeenAt }) => ({
      id,
      device,
      address,
      signedInAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      current: id === actor.session?.id,
    })),
  }
}
