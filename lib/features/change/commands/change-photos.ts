import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { requireOwnPhotos } from '@/lib/features/photo/queries/photos'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'

/**
 * Requires that the requesting account uploaded all photos of a change.
 * @param path of a single photo in the body, in place of `photos.<SLOT>`
 * @throws AppError INVALID by path
 */
export async function requireChangePhotos(
  tx: Tx,
  actor: AccountActor,
  photos: readonly PhotoInSlot[],
  path?: string,
): Promise<void> {
  try {
    await requireOwnPhotos(tx, actor.id, photos)
  } catch (error) {
    if (!(error instanceof AppError) || path === undefined) throw error
    const errors = error.errors?.map((fault) => ({ ...fault, path }))
    throw new AppError(error.code, { detail: error.message, errors, cause: error })
  }
}

/** Stores the photos with the change. */
export async function storeChangePhotos(
  tx: Tx,
  changeId: string,
  photos: readonly PhotoInSlot[],
): Promise<void> {
  await tx.changePhoto.createMany({ data: photos.map((photo) => ({ changeId, ...photo })) })
}
