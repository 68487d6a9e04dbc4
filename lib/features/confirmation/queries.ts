import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page } from '@/lib/core/page'
import { actsWaitingFor } from '@/lib/features/second-person/policy'
import { toPendingActs, WITH_PEOPLE } from '@/lib/features/second-person/queries/acts'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { db } from '@/lib/server/database/db'
import type { listPendingActsEndpoint } from './schema'

/** What waits for this officer's word, or what the officer asked for, paged. */
export async function listPendingActs(
  actor: StaffActor,
  { view, limit, cursor }: z.output<typeof listPendingActsEndpoint.query>,
): Promise<Page<PendingAct>> {
  const now = new Date()
  const after = decodeTimeCursor(cursor)
  const own = view === 'OWN'
  const order = own ? 'desc' : 'asc'
  const past = own ? 'lt' : 'gt'
  const rows = await db().pendingAct.findMany({
    where: {
      AND: [
        own ? { askedById: actor.id } : actsWaitingFor(actor, now),
        after
          ? { OR: [{ askedAt: { [past]: after.at } }, { askedAt: after.at, id: { [past]: after.id } }] }
          : {},
      ],
    },
    include: WITH_PEOPLE,
    orderBy: [{ askedAt: order }, { id: order }],
    take: limit + 1,
  })
  const shown = await toPendingActs(db(), actor, rows)
  return toPage(
    shown,
    limit,
    (act) => [act.askedAt, act.id],
    (act) => act,
  )
}
