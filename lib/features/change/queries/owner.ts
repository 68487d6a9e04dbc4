import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { Page, PageQuery } from '@/lib/core/page'
import { photoUrls } from '@/lib/features/photo/rules/photos'
import { PHOTO_SLOT_CODES, PHOTO_SLOT_LABELS, type PhotoSlot } from '@/lib/features/photo/schema'
import { db, type Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { changeAllows } from '../rules/actions'
import { CHANGE_STATUS_LABELS, CHANGE_TYPE_LABELS, changeValues, LAPSED_LABEL } from '../schema/change'
import type { ChangeDto } from '../schema/owner'
import { evidenceMissingOf, REGISTERED_PHOTOS } from './evidence'
import { type ChangeNames, changeLines, findChangeNames } from './names'

const PARTS = {
  machine: { select: { registrationNumber: true, categoryCode: true, ...REGISTERED_PHOTOS } },
  photos: { select: { slot: true, photoId: true } },
} satisfies Prisma.ChangeInclude

type OwnerChangeRow = Prisma.ChangeGetPayload<{ include: typeof PARTS }>

/** The changes that an account requested, and the transfers to it. */
export function visibleToAccount(actor: AccountActor): Prisma.ChangeWhereInput {
  return { OR: [{ accountId: actor.id }, { newOwnerId: actor.id }] }
}

/**
 * GET /changes: an account's changes, newest first.
 * @param query with `machineId`: those of one machine
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listOwnChanges(
  actor: AccountActor,
  { cursor, limit, machineId }: PageQuery & { machineId?: string },
): Promise<Page<ChangeDto>> {
  const last = decodeTimeCursor(cursor)
  const after: Prisma.ChangeWhereInput = last
    ? { OR: [{ submittedAt: { lt: last.at } }, { submittedAt: last.at, id: { lt: last.id } }] }
    : {}
  const rows = await db().change.findMany({
    where: { AND: [visibleToAccount(actor), after], ...(machineId ? { machineId } : {}) },
    orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: PARTS,
  })
  const names = await findChangeNames(db(), rows)
  return toPage(
    rows,
    limit,
    (row) => [row.submittedAt.toISOString(), row.id],
    (row) => toChangeDto(row, names, actor),
  )
}

/**
 * One change for its owner; usable inside the transaction that wrote it.
 * @throws AppError NOT_FOUND for other accounts
 */
export async function getOwnChange(tx: Tx, actor: AccountActor, id: string): Promise<ChangeDto> {
  const row = await tx.change.findFirst({ where: { id, ...visibleToAccount(actor) }, include: PARTS })
  if (!row) throw new AppError('NOT_FOUND')
  return toChangeDto(row, await findChangeNames(tx, [row]), actor)
}

function toChangeDto(row: OwnerChangeRow, names: ChangeNames, actor: AccountActor): ChangeDto {
  const { categoryCode, registrationNumber } = row.machine
  return {
    id: row.id,
    type: row.type,
    typeName: CHANGE_TYPE_LABELS[row.type],
    status: row.status,
    statusName: row.lapsed ? LAPSED_LABEL : CHANGE_STATUS_LABELS[row.status],
    version: row.version,
    machineId: row.machineId,
    registrationNumber: registrationNumber ?? '',
    categoryName: categoryCode && (names.lists.CATEGORY?.[categoryCode] ?? categoryCode),
    lines: changeLines(row, names),
    ...(row.accountId === actor.id && row.type !== 'OWNER' ? { values: changeValues.parse(row.after) } : {}),
    reason: row.reason,
    comment: row.comment,
    photos: changePhotos(row.photos, 'v1'),
    missingPhotos: evidenceMissingOf(row).map(({ slots, text }) => ({ slots, text })),
    submittedAt: row.submittedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    lapsed: row.lapsed,
    withdrawable: row.accountId === actor.id && changeAllows('withdraw', row.status, 'OWNER'),
  }
}

/** A change's photos in the order of the slots, with labels and URLs. */
export function changePhotos<P extends { slot: PhotoSlot; photoId: string }>(
  photos: readonly P[],
  side: 'v1' | 'console',
) {
  return photos
    .toSorted((a, b) => PHOTO_SLOT_CODES.indexOf(a.slot) - PHOTO_SLOT_CODES.indexOf(b.slot))
    .map(({ slot, photoId }) => ({
      slot,
      label: PHOTO_SLOT_LABELS[slot],
      photoId,
      ...photoUrls(photoId, side),
    }))
}
