import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { showsText } from '@/lib/features/photo/rules/quality'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { db } from '@/lib/server/database/db'
import { findReadings } from '../queries/readings'
import { offersOf } from '../rules/offers'
import type { OwnerReading } from '../schema'
import { wantAsked } from './want'

const NONE: OwnerReading = { state: 'NONE', offers: [] }

/**
 * What a photo of one's own offers for the form; asks for it to be read if it was not. Nothing depends on it: what cannot be
 * read offers nothing.
 * @param slot where the photo stands: decides for which fields
 * @throws AppError NOT_FOUND unless the account uploaded it
 */
export async function askReading(actor: AccountActor, id: string, slot: PhotoSlot): Promise<OwnerReading> {
  const own = await db().photo.findFirst({ where: { id, accountId: actor.id }, select: { id: true } })
  if (!own) throw new AppError('NOT_FOUND')
  if (!showsText(slot)) return NONE
  const photos = [{ slot, photoId: id }]
  const { readings, unread } = await findReadings(db(), photos)
  const [reading] = readings
  if (reading) return { state: 'READ', offers: offersOf(reading) }
  // A failed reading is tried again later; nobody waits that long in front of a form.
  if (unread[0]?.reason !== 'WAITING') return NONE
  await wantAsked(id)
  return { state: 'WAITING', offers: [] }
}
