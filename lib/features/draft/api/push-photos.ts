import { ApiError } from '@/lib/client/api-error'
import { releasedSlot } from '../rules/photos'
import { laterFiling, type WaitingPhoto } from '../rules/record'
import type { Push, RecordAccess } from './channel'

/** More would only compete for a phone's bandwidth. */
const CONCURRENT_UPLOADS = 2

/** Uploads the waiting photos in the order in which they were added and assigns each to its slot once uploaded. */
export async function pushPhotos(push: Push, access: RecordAccess): Promise<void> {
  const started = new Set<string>()
  const next = () => access.read().photos.find(({ key, fault }) => !fault && !started.has(key))
  const one = async (): Promise<void> => {
    for (let photo = next(); photo; photo = next()) {
      started.add(photo.key)
      await pushPhoto(push, access, photo)
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: CONCURRENT_UPLOADS }, one))
  const failed = lanes.find((lane) => lane.status === 'rejected')
  if (failed) throw failed.reason
}

async function pushPhoto(push: Push, access: RecordAccess, photo: WaitingPhoto): Promise<void> {
  try {
    const photoId = photo.photoId ?? (await uploadOne(push, access, photo))
    await alter(access, photo.key, { photoId })
    // It may have been moved, replaced or removed during the upload.
    const slot = slotOf(access, photo.key)
    if (!slot) return
    const filing = await push.patch(access.read().filing?.id ?? '', { photos: [{ slot, photoId }] })
    const record = access.read()
    const now = slotOf(access, photo.key)
    const rest = now === slot ? record.photos.filter(({ key }) => key !== photo.key) : record.photos
    await access.apply({
      filing: laterFiling(record.filing, filing),
      photos: rest,
      ...(now === slot ? {} : releasedSlot(record, slot)),
    })
  } catch (error) {
    if (!(error instanceof ApiError) || !isAboutPicture(error)) throw error
    const slot = slotOf(access, photo.key)
    const words = slot && error.fieldMessages[`photos.${slot}`]
    await alter(access, photo.key, {
      fault: words ?? error.fieldMessages.file ?? error.message,
      photoId: undefined,
    })
  } finally {
    access.progress(slotOf(access, photo.key) ?? photo.slot, undefined)
  }
}

function uploadOne(push: Push, access: RecordAccess, photo: WaitingPhoto): Promise<string> {
  const report = (share: number) => {
    const slot = slotOf(access, photo.key)
    if (slot) access.progress(slot, share)
  }
  report(0)
  return push.upload(photo, report)
}

/** The current slot of this photo; undefined once it was replaced or removed. */
function slotOf(access: RecordAccess, key: string) {
  return access.read().photos.find((photo) => photo.key === key)?.slot
}

async function alter(access: RecordAccess, key: string, part: Partial<WaitingPhoto>): Promise<void> {
  if (!slotOf(access, key)) return
  await access.apply({
    photos: access.read().photos.map((own) => (own.key === key ? { ...own, ...part } : own)),
  })
}

function isAboutPicture({ problem: { status } }: ApiError): boolean {
  return status === 400 || status === 413 || status === 415 || status === 422
}
