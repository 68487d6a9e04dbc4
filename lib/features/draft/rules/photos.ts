import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { DraftRecord, StoredPhoto, WaitingPhoto } from './record'

/** What a person does with the photos of a draft, each as the part of the record that changes. */
type Part = Partial<DraftRecord>

/** Whatever was to happen to these slots before no longer counts. */
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

/** A photo into its slot, in place of what was there. */
export function withPhoto(record: DraftRecord, photo: WaitingPhoto): Part {
  const rest = cleared(record, photo.slot)
  return { ...rest, photos: [...rest.photos, photo] }
}

export function withoutPhoto(record: DraftRecord, slot: PhotoSlot): Part {
  const rest = cleared(record, slot)
  return { ...rest, emptied: isStored(record, slot) ? [...rest.emptied, slot] : rest.emptied }
}

/** A photo to another slot; what was there comes back in exchange. */
export function withMoved(record: DraftRecord, from: PhotoSlot, to: PhotoSlot): Part {
  const [moved, other] = [contentIn(record, from), contentIn(record, to)]
  if (!moved || from === to) return {}
  const part = cleared(record, from, to)
  put(part, to, moved)
  if (other) put(part, from, other)
  else if (isStored(record, from)) part.emptied.push(from)
  return part
}

/** Another try with a photo that the server did not take: under a new key, since the old one repeats the old answer. */
export function withRetried({ photos }: DraftRecord, slot: PhotoSlot, key: string): Part {
  return {
    photos: photos.map(({ fault, ...photo }) =>
      photo.slot === slot && fault
        ? { ...photo, key, photoId: undefined, onPhone: undefined }
        : { ...photo, fault },
    ),
  }
}

/** This phone has written down the photos of an earlier record; those that came since are not. */
export function withOnPhone({ photos }: DraftRecord, written: DraftRecord): Part {
  const keys = new Set(written.photos.map(({ key }) => key))
  return { photos: photos.map((photo) => (keys.has(photo.key) ? { ...photo, onPhone: true } : photo)) }
}

/**
 * A photo that was removed or moved while it was being put into its old slot: the slot is emptied there, unless
 * something else is on its way to it.
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
