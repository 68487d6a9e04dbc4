import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { decodeTimeCursor, type Page, type PageQuery, toPage } from '@/lib/core/page'
import { db } from '@/lib/server/db'
import type { Prisma } from '@/prisma/client'
import type { FilingDto, FilingStatus } from '../schema/owner'
import { ownerParts, toFilingDto } from './owner-dto'

/**
 * The filings an account sees: those it filed and those of its machines that an agent filed. The latter name the owner
 * only once he gave his code (CHECK filing_consent).
 */
export function visibleToAccount(actor: AccountActor): Prisma.FilingWhereInput {
  return { OR: [{ filerId: actor.id }, { ownerId: actor.id }] }
}

/**
 * 编码登记进展: an account's filings, newest first.
 * @throws AppError MALFORMED for a cursor that is not ours
 */
export async function listOwnFilings(
  actor: AccountActor,
  { status, cursor, limit }: PageQuery & { status?: FilingStatus },
): Promise<Page<FilingDto>> {
  const last = decodeTimeCursor(cursor)
  const after: Prisma.FilingWhereInput = last
    ? { OR: [{ createdAt: { lt: last.at } }, { createdAt: last.at, id: { lt: last.id } }] }
    : {}
  const rows = await db().filing.findMany({
    where: { AND: [visibleToAccount(actor), { status }, after] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: ownerParts,
  })
  return toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id], toFilingDto)
}

/**
 * One filing as its filer or owner sees it.
 * @throws AppError NOT_FOUND when it is neither filed nor owned by the account
 */
export async function getOwnFiling(actor: AccountActor, id: string): Promise<FilingDto> {
  const row = await db().filing.findFirst({ where: { id, ...visibleToAccount(actor) }, include: ownerParts })
  if (!row) throw new AppError('NOT_FOUND')
  return toFilingDto(row)
}
