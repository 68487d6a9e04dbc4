import { contentOf, normaliseContent } from '@/lib/features/content/rules/content'
import { type FilingContent, filingContent, valueAt } from '@/lib/features/content/schema/content'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import type { PhotoSlot } from '@/lib/features/photo/schema'

/** A filing's draft as this phone stores it: what the server knows, and what it does not know yet. */

export type Value = string | number | boolean | null

/** A photo that the server does not have in its slot yet. */
export type WaitingPhoto = {
  slot: PhotoSlot
  /** Idempotency-Key of its upload. */
  key: string
  /** As it is sent: already made smaller. */
  blob: Blob
  name: string
  /** Once it is uploaded, until the server has put it into its slot. */
  photoId?: string
  /** The server's words when it took it not; sent again only when asked. */
  fault?: string
  /** This phone has written it down: it outlives the page. */
  onPhone?: boolean
}

export type StoredPhoto = FilingDto['photos'][number]

export type DraftRecord = {
  /** Made on this phone; also the Idempotency-Key under which the filing is created. */
  key: string
  accountId: string
  /** The filing as the server last answered it; null before it was created. */
  filing: FilingDto | null
  /** Values by path that the server does not have yet. */
  edits: Record<string, Value>
  /** Of those, what the server did not take, with its words. */
  refused: Record<string, string>
  photos: WaitingPhoto[]
  /** Slots that were emptied here. */
  emptied: PhotoSlot[]
  /** Photos the server has, moved to another slot here. */
  placed: StoredPhoto[]
  /** Where the person was, in the form's own words (`codes.2`). */
  place: string
  /** Paths whose value came from the catalogue. */
  published: string[]
  changedAt: number
}

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
 * The document as the person sees it: the server's with what was entered since, made uniform as the server will do it
 * (the delimiters of a code fall away), so that one rule judges both.
 */
export function contentOfRecord({ filing, edits }: DraftRecord): FilingContent {
  const stored = filing ? filingContent.parse(filing) : contentOf(() => null)
  return normaliseContent(contentOf((path) => (path in edits ? edits[path] : valueAt(stored, path))))
}

export type ShownPhoto =
  | { slot: PhotoSlot; state: 'stored'; thumbnailUrl: string; url: string }
  | { slot: PhotoSlot; state: 'waiting' | 'faulty'; blob: Blob; fault?: string; onPhone?: boolean }

/** What stands in each slot: a waiting photo before one that was moved here before the stored one. */
export function photosOfRecord({ filing, photos, emptied, placed }: DraftRecord): Map<PhotoSlot, ShownPhoto> {
  const shown = new Map<PhotoSlot, ShownPhoto>()
  const stored = (filing?.photos ?? []).filter(({ slot }) => !emptied.includes(slot))
  for (const { slot, url, thumbnailUrl } of [...stored, ...placed]) {
    shown.set(slot, { slot, state: 'stored', url, thumbnailUrl })
  }
  for (const { slot, blob, fault, onPhone } of photos) {
    shown.set(slot, { slot, state: fault ? 'faulty' : 'waiting', blob, fault, onPhone })
  }
  return shown
}

/** What the next PATCH carries: edits that were not refused, as sections; null when there is nothing to say. */
export function inputOfEdits({ edits, refused }: DraftRecord): { paths: string[]; body: object } | null {
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

/** Does the server lack anything that it would take? */
export function hasWork(record: DraftRecord): boolean {
  const { emptied, placed, photos } = record
  return (
    inputOfEdits(record) !== null || emptied.length + placed.length > 0 || photos.some(({ fault }) => !fault)
  )
}

/** Is there anything that this phone alone knows, be it refused by the server? */
export function hasOwn(record: DraftRecord): boolean {
  return hasWork(record) || Object.keys(record.edits).length + record.photos.length > 0
}

/** Of two answers the later one: calls that run side by side may be answered in any order. */
export function laterFiling(known: FilingDto | null, answered: FilingDto): FilingDto {
  return known && known.version > answered.version ? known : answered
}
