import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { DraftRecord, StoredPhoto, WaitingPhoto } from './record'

/** User actions on the photos of a draft, each returning the changed part of the record. */
type Part = Partial<DraftRecord>

/** Drops all pending changes of these slots. */
function cleared({ photos, emptied, placed, refused }: DraftRecord, ...slots: PhotoSlot[]) {
  const others = (slot: PhotoSlot) => !slots.includes(slot)
  const paths = slots.map((slot) => `photos.${slot}`)
  return {
    photos: photos.filter(({ slot }) => others(slot)),
    emptied: emptied.filter(others),
    placed: placed.filter(({ slot }) => others(slot)),
    refused: Object.fromEntries(Object.entries(refused).filter(([path]) => !paths.includes(path))),
  }
}

/** Adds a photo to its slot, replacing the present one. */
export function withPhoto(record: DraftRecord, photo: WaitingPhoto): Part {
  const rest = cleared(record, photo.slot)
  return { ...rest, photos: [...rest.photos, photo] }
}

export function withoutPhoto(record: DraftRecord, slot: PhotoSlot): Part {
  const rest = cleared(record, slot)
  return { ...rest, emptied: isStored(record, slot) ? [...rest.emptied, slot] : rest.emptied }
}

/** Moves a photo to another slot; a photo there moves back in exchange. */
export function withMoved(record: DraftRecord, from: PhotoSlot, to: PhotoSlot): Part {
  const [moved, other] = [contentIn(record, from), contentIn(record, to)]
  if (!moved || from === to) return {}
  const part = cleared(record, from, to)
  put(part, to, moved)
  if (other) put(part, from, other)
  else if (isStored(record, from)) part.emptied.push(from)
  return part
}

/** Retries a refused photo under a new Idempotency-Key, since the old one returns the old response. */
export function withRetried({ photos }: DraftRecord, slot: PhotoSlot, key: string): Part {
  return {
    photos: photos.map(({ fault, ...photo }) =>
      photo.slot === slot && fault
        ? { ...photo, key, photoId: undefined, onPhone: undefined }
        : { ...photo, fault },
    ),
  }
}

/** Marks the photos of a stored record as on the phone; photos added since are not. */
export function withOnPhone({ photos }: DraftRecord, written: DraftRecord): Part {
  const keys = new Set(written.photos.map(({ key }) => key))
  return { photos: photos.map((photo) => (keys.has(photo.key) ? { ...photo, onPhone: true } : photo)) }
}

/**
 * A photo was removed or moved while it was being assigned to `slot`: empties that slot on the server, unless another
 * change of it is pending.
 */
export function releasedSlot({ photos, placed, emptied }: DraftRecord, slot: PhotoSlot): Part {
  const claimed = [...photos, ...placed].some((photo) => photo.slot === slot) || emptied.includes(slot)
  return claimed ? {} : { emptied: [...emptied, slot] }
}

type Content = { waiting: WaitingPhoto } | { stored: StoredPhoto }

function contentIn({ filing, photos, placed, emptied }: DraftRecord, slot: PhotoSlot): Content | null {
  const waiting = photos.find((photo) => photo.slot === slot)
  if (waiting) return { waiting }
  const known = emptied.includes(slot) ? placed : [...placed, ...(filing?.photos ?? [])]
  const stored = known.find((photo) => photo.slot === slot)
  return stored ? { stored } : null
}

function put(part: ReturnType<typeof cleared>, slot: PhotoSlot, content: Content): void {
  if ('waiting' in content) part.photos.push({ ...content.waiting, slot })
  else part.placed.push({ ...content.stored, slot })
}

function isStored({ filing }: DraftRecord, slot: PhotoSlot): boolean {
  return filing?.photos.some((photo) => photo.slot === slot) ?? false
}
