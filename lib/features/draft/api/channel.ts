import type { FilingDto } from '@/lib/features/filing/schema/owner'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { DraftRecord, WaitingPhoto } from '../rules/record'

/** The API calls that send a draft to the server. */
export type Push = {
  create(idempotencyKey: string): Promise<FilingDto>
  patch(id: string, body: object): Promise<FilingDto>
  upload(photo: WaitingPhoto, onProgress: (share: number) => void): Promise<string>
}

/** Access of the sending code to an open draft. */
export type RecordAccess = {
  /** The current record; it changes while calls are in progress, since the user goes on typing. */
  read(): DraftRecord
  apply(part: Partial<DraftRecord>): Promise<void>
  /** @param share of a photo uploaded, 0 to 1; undefined when the upload has ended */
  progress(slot: PhotoSlot, share: number | undefined): void
}
