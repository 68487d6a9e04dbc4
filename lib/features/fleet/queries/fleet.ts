import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { visibleToOfficer } from '@/lib/features/filing/policy'
import { getDesk } from '@/lib/features/filing/queries/desk'
import { OPEN_STATUSES } from '@/lib/features/filing/queries/queue-table'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { type Fleet, MOST_ROWS } from '../schema'
import { fleetRowOf } from './row'

const waitingRow = z.object({ id: z.uuid() })

/** FROM and WHERE: the open filings `f` in the officer's area of the owner of filing `of`, which is in the area itself. */
function waitingSql(actor: StaffActor, id: string): Prisma.Sql {
  return Prisma.sql`filing f JOIN filing of ON of."ownerId" = f."ownerId" AND of.id = ${id}::uuid AND of.status <> 'DRAFT'
    WHERE ${areaSql(actor.area)} AND ${areaSql(actor.area, 'of')} AND f.status IN ${OPEN_STATUSES}`
}

/**
 * The waiting filings of the owner of this filing in the officer's area, this one among them: the earliest due first, and last those whose
 * decision is about to take effect, so that these do not keep undecided ones off the page.
 * @throws AppError NOT_FOUND outside the area
 */
export async function getFleet(reader: Tx, actor: StaffActor, id: string): Promise<Fleet> {
  const owner = await requireOwner(reader, actor, id)
  const waiting = await rowsOf(reader, waitingRow)`
    SELECT f.id FROM ${waitingSql(actor, id)}
    ORDER BY f."decisionDueAt" IS NOT NULL, f."dueAt", f."submittedAt", f.id`
  const rows: Fleet['rows'] = []
  for (const one of waiting.slice(0, MOST_ROWS))
    rows.push(await fleetRowOf(reader, actor, await getDesk(reader, actor, one.id)))
  return { ownerName: owner.name, ownerType: owner.type, rows, more: Math.max(0, waiting.length - MOST_ROWS) }
}

async function requireOwner(reader: Tx, actor: StaffActor, id: string) {
  const filing = await reader.filing.findFirst({
    where: { id, ...visibleToOfficer(actor) },
    select: { owner: { select: { name: true, type: true } } },
  })
  if (!filing) throw new AppError('NOT_FOUND')
  return filing.owner
}
