import type { FilingContent } from '@/lib/features/content/schema/content'
import type { PhotoSlot } from '@/lib/features/photo/schema'

export type InspectedPhoto = {
  slot: PhotoSlot
  photoId: string
  /** Of the uploaded file. */
  uploadedAt: Date
  /** As the camera wrote it; null where the file says nothing. */
  takenAt: Date | null
  latitude: number | null
  longitude: number | null
}

/** What of a party's document can be told from its check character. */
export type DocumentVerdict = 'PASS' | 'CHECK' | 'MALFORMED' | 'NO_CHECK_CHARACTER'

/** A filing as it was submitted, without anything that names a person. */
export type InspectionFacts = {
  filingId: string
  revision: number
  submittedAt: Date
  districtCode: string | null
  filerId: string
  ownerId: string
  content: FilingContent
  photos: InspectedPhoto[]
  documents: { party: '机主' | '被委托人'; label: string; verdict: DocumentVerdict }[]
}
