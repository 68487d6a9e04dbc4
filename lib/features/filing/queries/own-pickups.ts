import { z } from 'zod'
import type { AccountActor } from '@/lib/core/actor'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page, PageQuery } from '@/lib/core/page'
import { machineTitle } from '@/lib/features/content/rules/identity'
import { filingContent } from '@/lib/features/content/schema/content'
import { listAll } from '@/lib/features/setting/queries/lists'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { decrypt } from '@/lib/server/secrets/secrets'
import { Prisma } from '@/prisma/client'
import type { OwnPickup } from '../schema/own-pickups'
import { visibleToFiler } from './owner-row'

const row = z.object({
  id: z.uuid(),
  filingId: z.uuid(),
  code: z.string(),
  createdAt: z.date(),
  registrationNumber: z.string(),
  content: z.unknown(),
  ownerId: z.uuid(),
  ownerName: z.string(),
  officeId: z.uuid(),
  officeName: z.string(),
  address: z.string(),
  phone: z.string(),
  hours: z.string(),
})

/**
 * The codes that an account can collect numbers with, of its own machines and those that it filed for others: while they wait
 * and the registration is valid. Longest waiting first, as at the counter.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listOwnPickups(
  actor: AccountActor,
  { cursor, limit, batchId }: PageQuery & { batchId?: string },
): Promise<Page<OwnPickup>> {
  const last = decodeTimeCursor(cursor)
  const conditions = [
    visibleToFiler(actor),
    Prisma.sql`f.status = 'APPROVED' AND k."collectedAt" IS NULL AND m.status = 'ACTIVE'`,
  ]
  if (last) conditions.push(Prisma.sql`(k."createdAt", k.id) > (${last.at}, ${last.id}::uuid)`)
  if (batchId)
    conditions.push(
      Prisma.sql`f.id IN (SELECT "filingId" FROM filing_batch_row WHERE "batchId" = ${batchId}::uuid)`,
    )
  const rows = await rowsOf(db(), row)`
    SELECT k.id, k."filingId", k.code, k."createdAt", m."registrationNumber", m.content, owner.id AS "ownerId",
      owner.name AS "ownerName", b.id AS "officeId", b."officeName", b.address, b.phone, b.hours
    FROM filing f JOIN pickup k ON k."filingId" = f.id JOIN machine m ON m.id = k."machineId"
      JOIN account owner ON owner.id = f."ownerId" JOIN bureau b ON b.id = k."bureauId"
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY k."createdAt", k.id LIMIT ${limit + 1}`
  const lists = await listAll(db(), { lists: ['CATEGORY'], withDisabled: true })
  const nameOf = (code: string | null | undefined) =>
    lists.CATEGORY.find((item) => item.code === code)?.name ?? null
  return toPage(
    rows,
    limit,
    ({ createdAt, id }) => [createdAt.toISOString(), id],
    (found) => view(found, nameOf),
  )
}

function view(
  found: z.output<typeof row>,
  nameOf: (code: string | null | undefined) => string | null,
): OwnPickup {
  const content = filingContent.parse(found.content)
  return {
    id: found.id,
    filingId: found.filingId,
    code: decrypt('pickup.code', found.id, found.code),
    registrationNumber: found.registrationNumber,
    machine: machineTitle(nameOf(content.machine.categoryCode), content),
    owner: { id: found.ownerId, name: found.ownerName },
    office: {
      id: found.officeId,
      name: found.officeName,
      address: found.address,
      phone: found.phone,
      hours: found.hours,
    },
    approvedAt: found.createdAt.toISOString(),
  }
}
