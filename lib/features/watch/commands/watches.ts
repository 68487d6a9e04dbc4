import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { areaContains } from '@/lib/core/area'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { readWatches } from '../queries/watches'
import { type addWatchesEndpoint, type Watch, watch } from '../schema'

/**
 * Subscribes the actor to alerts of these kinds, in the actor's area or a part of it; existing subscriptions are not changed.
 * @returns all subscriptions of the actor
 * @throws AppError INVALID on `divisionCode` outside the area
 */
export function addWatches(
  actor: StaffActor,
  { kinds, divisionCode = actor.divisionCode }: z.output<typeof addWatchesEndpoint.body>,
): Promise<{ data: Watch[] }> {
  if (!areaContains(actor.divisionCode, divisionCode)) {
    throw fieldError('divisionCode', '只能关注本辖区或其中一部分')
  }
  return transact(async (tx) => {
    const division = await tx.division.findUnique({ where: { code: divisionCode } })
    if (!division) throw fieldError('divisionCode', '没有这个行政区划')
    const { count } = await tx.watch.createMany({
      data: kinds.map((kind) => ({ staffId: actor.id, kind, divisionCode })),
      skipDuplicates: true,
    })
    if (count > 0) {
      await audit(tx, actor, {
        action: 'watch.add',
        subjectType: 'staff',
        subjectId: actor.id,
        districtCode: divisionCode,
        details: { kinds },
      })
    }
    return readWatches(tx, actor)
  })
}

const removedWatch = watch.pick({ kind: true, divisionCode: true })

/** Ends one of the actor's subscriptions; no error if there is none with this id. */
export async function removeWatch(actor: StaffActor, id: string): Promise<void> {
  await transact(async (tx) => {
    const [removed] = await rowsOf(tx, removedWatch)`
      DELETE FROM watch WHERE id = ${id}::uuid AND "staffId" = ${actor.id}::uuid
      RETURNING kind::text AS kind, "divisionCode"`
    if (!removed) return
    await audit(tx, actor, {
      action: 'watch.remove',
      subjectType: 'staff',
      subjectId: actor.id,
      districtCode: removed.divisionCode,
      details: { kinds: [removed.kind] },
    })
  })
}
