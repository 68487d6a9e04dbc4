import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { rowsOf } from '@/lib/server/database/rows'
import type { Tx } from '@/prisma/client'
import type { Visitor } from '../schema/presence'

/** An officer whose browser has been silent for longer (closed lid, lost network) no longer counts as present. */
export const SILENT_SECONDS = 50

const row = z.object({ name: z.string(), since: z.date() })

/** The others who have the filing open, first come first. The caller has checked that the actor may see the filing. */
export async function visitorsOf(
  reader: Pick<Tx, '$queryRaw'>,
  actor: Pick<StaffActor, 'id'>,
  filingId: string,
): Promise<Visitor[]> {
  const rows = await rowsOf(reader, row)`
    SELECT s.name, p.since FROM presence p JOIN staff s ON s.id = p."staffId"
    WHERE p."filingId" = ${filingId}::uuid AND p."staffId" <> ${actor.id}::uuid AND p."leftAt" IS NULL
      AND p."seenAt" > now() - make_interval(secs => ${SILENT_SECONDS}) AND s."disabledAt" IS NULL
    ORDER BY p.since, s.id`
  return rows.map(({ name, since }) => ({ name, since: since.toISOString() }))
}
