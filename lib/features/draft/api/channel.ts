import type { FilingDto } from '@/lib/features/filing/schema/owner'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { DraftRecord, WaitingPhoto } from '../rules/record'

/** The calls by which a draft reaches the server. */
export type Push = {
  create(idempotencyKey: string): Promise<FilingDto>
  patch(id: string, body: object): Promise<FilingDto>
  upload(photo: WaitingPhoto, onProgress: (share: number) => void): Promise<string>
}

/** What sending reads and changes of an open draft. */
export type RecordAccess = {
  /** The record as it stands at this moment: the person goes on typing meanwhile. */
  read(): DraftRecord
  apply(part: Partial<DraftRecord>): Promise<void>
  /** Share of a photo that has left; undefined when it is under way no more. */
  progress(slot: PhotoSlot, share: number | undefined): void
}
