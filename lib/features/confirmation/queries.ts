import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page } from '@/lib/core/page'
import { findCases } from '@/lib/features/dispute/queries'
import { actsWaitingFor } from '@/lib/features/second-person/policy'
import { toPendingActs, WITH_PEOPLE } from '@/lib/features/second-person/queries/acts'
import { db } from '@/lib/server/database/db'
import type { ListedAct, listPendingActsEndpoint } from './schema'

/** What waits for this officer's word, or what the officer asked for, paged. */
export async function listPendingActs(
  actor: StaffActor,
  { view, limit, cursor }: z.output<typeof listPendingActsEndpoint.query>,
): Promise<Page<ListedAct>> {
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
  const page = toPage(
    await toPendingActs(db(), actor, rows),
    limit,
    (act) => [act.askedAt, act.id],
    (act) => act,
  )
  const about = page.data.filter(({ kind }) => kind === 'UPHOLD_DISPUTE').map(({ subject }) => subject.id)
  const disputes = await findCases(actor, about)
  return {
    ...page,
    data: page.data.map((act) => ({ ...act, dispute: disputes.get(act.subject.id) ?? null })),
  }
}
