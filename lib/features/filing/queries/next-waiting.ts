import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'

const waiting = z.object({ id: z.uuid() })

/** The filing that 领取下一件 gives this officer: the oldest submitted one of the area, as a `SELECT` of its id. */
export function nextWaiting(actor: Pick<StaffActor, 'area'>): Prisma.Sql {
  return Prisma.sql`SELECT f.id FROM filing f WHERE ${areaSql(actor.area)} AND f.status = 'SUBMITTED'
    ORDER BY f."submittedAt", f.id LIMIT 1`
}

/**
 * Which filing this officer would be given next, so that the desk can load it ahead. Claims nothing: by the time of the
 * claim somebody else may have it.
 * @returns undefined when none is waiting
 */
export async function peekNext(
  reader: Pick<Tx, '$queryRaw'>,
  actor: StaffActor,
): Promise<{ id: string } | undefined> {
  const [next] = await rowsOf(reader, waiting)`${nextWaiting(actor)}`
  return next
}
