import { ApiError } from '@/lib/client/api-error'
import { releasedSlot } from '../rules/photos'
import { laterFiling, type WaitingPhoto } from '../rules/record'
import type { Desk, Push } from './channel'

/** Pictures on their way at once: more would only starve each other on a phone's line. */
const UPLOADS_AT_ONCE = 2

/** Uploads what waits, in the order in which it was given; each photo's slot is told as soon as it is there. */
export async function pushPhotos(push: Push, desk: Desk): Promise<void> {
  const started = new Set<string>()
  const next = () => desk.read().photos.find(({ key, fault }) => !fault && !started.has(key))
  const one = async (): Promise<void> => {
    for (let photo = next(); photo; photo = next()) {
      started.add(photo.key)
      await pushPhoto(push, desk, photo)
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: UPLOADS_AT_ONCE }, one))
  const failed = lanes.find((lane) => lane.status === 'rejected')
  if (failed) throw failed.reason
}

async function pushPhoto(push: Push, desk: Desk, photo: WaitingPhoto): Promise<void> {
  try {
    const photoId = photo.photoId ?? (await uploadOne(push, desk, photo))
    await alter(desk, photo.key, { photoId })
    // It may have been moved while it was on its way, replaced or taken away.
    const slot = slotOf(desk, photo.key)
    if (!slot) return
    const filing = await push.patch(desk.read().filing?.id ?? '', { photos: [{ slot, photoId }] })
    const record = desk.read()
    const now = slotOf(desk, photo.key)
    const rest = now === slot ? record.photos.filter(({ key }) => key !== photo.key) : record.photos
    await desk.apply({
      filing: laterFiling(record.filing, filing),
      photos: rest,
      ...(now === slot ? {} : releasedSlot(record, slot)),
    })
  } catch (error) {
    if (!(error instanceof ApiError) || !isAboutPicture(error)) throw error
    const slot = slotOf(desk, photo.key)
    const words = slot && error.fieldMessages[`photos.${slot}`]
    await alter(desk, photo.key, {
      fault: words ?? error.fieldMessages.file ?? error.message,
      photoId: undefined,
    })
  } finally {
    desk.progress(slotOf(desk, photo.key) ?? photo.slot, undefined)
  }
}

function uploadOne(push: Push, desk: Desk, photo: WaitingPhoto): Promise<string> {
  const tell = (share: number) => {
    const slot = slotOf(desk, photo.key)
    if (slot) desk.progress(slot, share)
  }
  tell(0)
  return push.upload(photo, tell)
}

/** Where this very photo stands now; undefined once it was replaced or removed. */
function slotOf(desk: Desk, key: string) {
  return desk.read().photos.find((photo) => photo.key === key)?.slot
}

async function alter(desk: Desk, key: string, part: Partial<WaitingPhoto>): Promise<void> {
  if (!slotOf(desk, key)) return
  await desk.apply({ photos: desk.read().photos.map((own) => (own.key === key ? { ...own, ...part } : own)) })
}

function isAboutPicture({ problem: { status } }: ApiError): boolean {
  return status === 400 || status === 413 || status === 415 || status === 422
}
