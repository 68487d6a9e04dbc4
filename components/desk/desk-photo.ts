/** A photo as a desk shows it. */
export type DeskPhoto = {
  photoId: string
  /** Slot of the photo; a replacement has the same slot. */
  slot: string
  /** Label of the slot. */
  label: string
  url: string
  thumbnailUrl: string
  takenAt: string | null
  latitude: number | null
  longitude: number | null
  /** New or replaced since the last review. */
  changed: boolean
}
