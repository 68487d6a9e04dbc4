import type { StaffActor } from '@/lib/core/actor'
import { getOwnFiling } from '@/lib/features/filing/queries/owner'
import { addPhoto } from '@/lib/features/photo/commands/add-photo'
import type { PhotoDto } from '@/lib/features/photo/schema'

/**
 * A photo taken or chosen at the counter; it belongs to the owner and is not part of the filing yet.
 * @throws AppError NOT_FOUND outside the area; those of addPhoto
 */
export async function uploadAssistedPhoto(actor: StaffActor, id: string, upload: Buffer): Promise<PhotoDto> {
  const { filerId } = await getOwnFiling(actor, id)
  return addPhoto(actor, upload, filerId)
}
