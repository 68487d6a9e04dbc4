import { contentOf, normaliseContent } from '@/lib/features/content/rules/content'
import { type FilingContent, filingContent, valueAt } from '@/lib/features/content/schema/content'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import type { PhotoSlot } from '@/lib/features/photo/schema'

/** A draft as stored on the phone: the server's filing, and the changes not sent yet. */

export type Value = string | number | boolean | null

/** A photo that the server does not have in its slot yet. */
export type WaitingPhoto = {
  slot: PhotoSlot
  /** Idempotency-Key of its upload. */
  key: string
  /** Already scaled down for the upload. */
  blob: Blob
  name: string
  /** Set once uploaded, until the server has assigned it to its slot. */
  photoId?: string
  /** The server's message when refused; retried only on request. */
  fault?: string
  /** Stored on the phone: survives the page. */
  onPhone?: boolean
}

export type StoredPhoto = FilingDto['photos'][number]

export type DraftRecord = {
  /** Generated on the phone; also the Idempotency-Key for creating the filing. */
  key: string
  accountId: string
  /** The filing as last returned by the server; null before it is created. */
  filing: FilingDto | null
  /** Values by path that the server does not have yet. */
  edits: Record<string, Value>
  /** Of those, the refused ones with the server's message. */
  refused: Record<string, string>
  photos: WaitingPhoto[]
  /** Slots emptied on the phone. */
  emptied: PhotoSlot[]
  /** Photos on the server, moved to another slot on the phone. */
  placed: StoredPhoto[]
  /** The user files for another owner, who has not confirmed it yet: it must not be submitted as the user's own. */
  forAnother?: boolean
  /** The other owner as typed so far, until consented or given up: the rest of what is asked for is on that owner's phone. */
  namedOwner?: { name: string; phone: string }
  /** The user's last position in the form (`codes.2`). */
  place: string
  /** Paths whose value came from the catalogue. */
  published: string[]
  changedAt: number
}

/** A draft without its pictures, which the phone stores apart. */
export type BareRecord = Omit<DraftRecord, 'photos'> & { photos: Omit<WaitingPhoto, 'blob'>[] }

export function newRecord(
  key: string,
  accountId: string,
  filing: FilingDto | null,
  now: number,
): DraftRecord {
  return {
    key,
    accountId,
    filing,
    edits: {},
    refused: {},
    photos: [],
    emptied: [],
    placed: [],
    place: '',
    published: [],
    changedAt: now,
  }
}

/**
 * The document as shown: the server's with the local edits, normalised as on the server (e.g. without the delimiters of
 * a code), so that the same checks apply to both.
 */
export function contentOfRecord({ filing, edits }: DraftRecord): FilingContent {
  const stored = filing ? filingContent.parse(filing) : contentOf(() => null)
  return normaliseContent(contentOf((path) => (path in edits ? edits[path] : valueAt(stored, path))))
}

export type ShownPhoto =
  | {
      slot: PhotoSlot
      state: 'stored'
      photoId?: string
      thumbnailUrl: string
      url: string
      hints?: readonly string[]
    }
  | { slot: PhotoSlot; state: 'waiting' | 'faulty'; blob: Blob; fault?: string; onPhone?: boolean }

/** The photo of each slot: a waiting one takes precedence over a moved one, that over the stored one. */
export function photosOfRecord({ filing, photos, emptied, placed }: DraftRecord): Map<PhotoSlot, ShownPhoto> {
  const shown = new Map<PhotoSlot, ShownPhoto>()
  const stored = (filing?.photos ?? []).filter(({ slot }) => !emptied.includes(slot))
  for (const { slot, photoId, url, thumbnailUrl, hints } of [...stored, ...placed]) {
    shown.set(slot, { slot, state: 'stored', photoId, url, thumbnailUrl, hints })
  }
  for (const { slot, blob, fault, onPhone } of photos) {
    shown.set(slot, { slot, state: fault ? 'faulty' : 'waiting', blob, fault, onPhone })
  }
  return shown
}

/** The body of the next PATCH: edits that were not refused, by section; null when there are none. */
export function inputOfEdits({
  edits,
  refused,
}: Pick<DraftRecord, 'edits' | 'refused'>): { paths: string[]; body: object } | null {
  const paths = Object.keys(edits).filter((path) => !(path in refused))
  if (paths.length === 0) return null
  const body: Record<string, unknown> = {}
  for (const path of paths) {
    const [first = '', second] = path.split('.')
    if (second === undefined) body[first] = edits[path]
    else body[first] = { ...Object(body[first]), [second]: edits[path] }
  }
  return { paths, body }
}

/** Is there anything to send? Refused entries do not count. */
export function hasWork(record: BareRecord): boolean {
  const { emptied, placed, photos } = record
  return (
    inputOfEdits(record) !== null || emptied.length + placed.length > 0 || photos.some(({ fault }) => !fault)
  )
}

/** Is there anything that only this phone has? Refused entries count, too. */
export function hasOwn(record: BareRecord): boolean {
  return hasWork(record) || Object.keys(record.edits).length + record.photos.length > 0
}

/** The newer of two versions: responses of concurrent calls may arrive in any order. */
export function laterFiling(known: FilingDto | null, received: FilingDto): FilingDto {
  return known && known.version > received.version ? known : received
}

/** Is it being filed for another owner who has not confirmed it? */
export function lacksOwner({ forAnother, filing }: Pick<DraftRecord, 'forAnother' | 'filing'>): boolean {
  return forAnother === true && !filing?.forOther
}
