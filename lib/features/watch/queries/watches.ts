import type { StaffActor } from '@/lib/core/actor'
import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { type Watch, watch } from '../schema'

/** The actor's subscriptions, sorted by area, then kind. */
export function listWatches(actor: StaffActor): Promise<{ data: Watch[] }> {
  return readWatches(db(), actor)
}

export async function readWatches(
  reader: Pick<Tx, '$queryRaw'>,
  actor: StaffActor,
): Promise<{ data: Watch[] }> {
  const data = await rowsOf(reader, watch)`
    SELECT w.id, w.kind::text AS kind, w."divisionCode", d."fullName" AS "divisionName"
    FROM watch w JOIN division d ON d.code = w."divisionCode"
    WHERE w."staffId" = ${actor.id}::uuid ORDER BY w."divisionCode", w.kind`
  return { data }
}
