import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { everyHit } from '@/lib/features/machine/queries/search/every-hit'
import { MACHINE_ROW_FIELDS } from '@/lib/features/machine/queries/search/page-sql'
import { type MachineRow, machineRow } from '@/lib/features/machine/schema/search'
import type { RowShape } from '@/lib/server/database/rows'
import type { Snapshot } from '@/lib/server/database/snapshot'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'
import { Prisma } from '@/prisma/client'
import type { ExportedRow } from '../rules/columns'
import type { ExportSearch } from '../schema'

/** Machines read at a time: enough to keep the database busy, few enough to let requests run in between. */
const BATCH = 1_000

/**
 * Runs the search as the search page would for this officer now.
 * @returns the number of hits, which `exportedRows` then reads
 */
export async function openSearch(
  snapshot: Snapshot,
  actor: StaffActor,
  search: ExportSearch,
): Promise<number> {
  for (const statement of await everyHit(actor, search)) {
    const count = await snapshot.open(statement)
    if (count > 0) return count
  }
  return 0
}

/** The machines found, in order, in batches. */
export async function* exportedRows(snapshot: Snapshot, personal: boolean): AsyncGenerator<ExportedRow[]> {
  for (;;) {
    const hits = await snapshot.fetch(hit, BATCH)
    if (hits.length === 0) return
    const found = await snapshot.rows(
      'exported',
      personal ? personalRow : foundRow,
      rowsOf(
        hits.map(({ id }) => id),
        personal,
      ),
    )
    yield found.map(opened)
  }
}

const hit = z.object({ id: z.uuid(), key: z.union([z.date(), z.string()]) })
const foundRow: RowShape<Found> = machineRow
/** Encrypted, as stored. */
const personalRow: RowShape<Found> = machineRow.extend({
  ownerId: z.uuid(),
  phone: z.string().nullable(),
  idNumber: z.string(),
})

type Found = MachineRow & { ownerId?: string; phone?: string | null; idNumber?: string }

function rowsOf(ids: string[], personal: boolean): Prisma.Sql {
  const more = personal ? Prisma.sql`, o.id AS "ownerId", o.phone, o."idNumber"` : Prisma.empty
  return Prisma.sql`
    SELECT ${MACHINE_ROW_FIELDS} ${more}
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY hit (id, place)
    JOIN machine m ON m.id = hit.id JOIN account o ON o.id = m."ownerId" ORDER BY hit.place`
}

function opened({ ownerId, phone, idNumber, ...row }: Found): ExportedRow {
  if (ownerId === undefined || phone === undefined || idNumber === undefined) return row
  const owner = { id: ownerId, phone, idNumber }
  return { ...row, ownerPhone: openPhone(owner), ownerIdNumber: openIdNumber(owner) }
}
