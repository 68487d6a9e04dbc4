import { ApiError } from '@/lib/client/api-error'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { DraftRecord, WaitingPhoto } from '../rules/record'

/** The calls by which a draft reaches the server. */
export type Push = {
  create(idempotencyKey: string): Promise<FilingDto>
  patch(id: string, body: object): Promise<FilingDto>
  upload(photo: WaitingPhoto, onProgress: (share: number) => void): Promise<string>
}

export type Desk = {
  /** The record as it stands at this moment: the person goes on typing meanwhile. */
  read(): DraftRecord
  apply(part: Partial<DraftRecord>): Promise<void>
  /** Share of a photo that has left; undefined when it is under way no more. */
  progress(slot: PhotoSlot, share: number | undefined): void
}

/** A failure that another try may mend: no network, a busy or failing server, nobody signed in. */
export function isPassing({ problem: { status } }: ApiError): boolean {
  return status < 400 || status === 401 || status === 429 || status >= 500
}

/** The server judged what was sent, and took it not. */
export function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.code === 'INVALID' || error.code === 'MALFORMED')
}
