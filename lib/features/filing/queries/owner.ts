import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page, PageQuery } from '@/lib/core/page'
import { db } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import type { FilingDto, FilingStatus } from '../schema/owner'
import { toFilingDto } from './owner-dto'
import { type Filer, findOwnerRows, visibleToFiler } from './owner-row'

/**
 * 编码登记进展: an account's filings, newest first.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listOwnFilings(
  actor: AccountActor,
  { status, cursor, limit }: PageQuery & { status?: FilingStatus },
): Promise<Page<FilingDto>> {
  const last = decodeTimeCursor(cursor)
  const conditions = [visibleToFiler(actor)]
  if (status) conditions.push(Prisma.sql`f.status = ${status}::"FilingStatus"`)
  if (last) conditions.push(Prisma.sql`(f."createdAt", f.id) < (${last.at}, ${last.id}::uuid)`)
  const rows = await findOwnerRows(db(), Prisma.join(conditions, ' AND '), limit + 1)
  return toPage(
    rows,
    limit,
    (row) => [row.createdAt.toISOString(), row.id],
    (row) => toFilingDto(actor, row),
  )
}

/**
 * One filing as its filer or owner sees it.
 * @throws AppError NOT_FOUND when it is neither filed nor owned by the account, nor entered at this counter
 */
export async function getOwnFiling(actor: Filer, id: string): Promise<FilingDto> {
  const condition = Prisma.sql`f.id = ${id}::uuid AND ${visibleToFiler(actor)}`
  const [row] = await findOwnerRows(db(), condition, 1)
  if (!row) throw new AppError('NOT_FOUND')
  return toFilingDto(actor, row)
}
