import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { addPhoto } from '@/lib/features/photo/commands/add-photo'
import type { PhotoDto } from '@/lib/features/photo/schema'
import { OPEN_STATUSES } from '@/lib/features/succession-state/rules/actions'
import { db, type Tx } from '@/lib/server/database/db'

/**
 * A photo of the evidence. It belongs to the account of whoever brought the documents: the successor.
 * @throws AppError NOT_FOUND for a machine outside the area, or an account that nobody signs in to; as addPhoto
 */
export async function uploadEvidence(
  actor: StaffActor,
  { id, accountId }: { id: string; accountId: string },
  upload: Buffer,
): Promise<PhotoDto> {
  const machine = await db().machine.count({ where: { id, ...actor.area } })
  const account = await db().account.count({
    where: { id: accountId, registeredAt: { not: null }, closedAt: null },
  })
  if (machine * account === 0) throw new AppError('NOT_FOUND')
  return addPhoto(actor, upload, accountId)
}

/** A photo of a written objection, of the side of the present owner. @throws AppError NOT_FOUND outside the area, or ended; as addPhoto */
export async function uploadObjection(actor: StaffActor, id: string, upload: Buffer): Promise<PhotoDto> {
  const row = await db().succession.findFirst({
    where: { id, ...actor.area, status: { in: [...OPEN_STATUSES] } },
    select: { fromId: true },
  })
  if (!row) throw new AppError('NOT_FOUND')
  return addPhoto(actor, upload, row.fromId)
}

type Attached = { successionId: string; objectionId?: string; accountId: string; photoIds: readonly string[] }

/** @throws AppError INVALID at `photoIds` for one that was not uploaded for this account, or is used already */
export async function attachPhotos(
  tx: Tx,
  { successionId, objectionId, accountId, photoIds }: Attached,
): Promise<void> {
  const none = { none: {} }
  const free = await tx.photo.count({
    where: {
      id: { in: [...photoIds] },
      accountId,
      succession: null,
      filings: none,
      revisions: none,
      changes: none,
      statements: none,
      disputes: none,
    },
  })
  if (free !== photoIds.length) throw fieldError('photoIds', '有照片不存在或已用于别处，请重新上传')
  await tx.successionPhoto.createMany({
    data: photoIds.map((photoId, position) => ({
      photoId,
      successionId,
      objectionId: objectionId ?? null,
      position,
    })),
  })
}
