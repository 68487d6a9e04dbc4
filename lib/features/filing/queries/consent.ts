import type { FilingContent } from '@/lib/features/content/schema/content'
import { filingContent, valueAt } from '@/lib/features/content/schema/content'
import { FIELDS } from '@/lib/features/content/schema/fields'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import { sha256 } from '@/lib/server/secrets/secrets'
import type { ConsentDto } from '../schema/owner'
import type { OwnerRow } from './owner-row'

/** What a consent is given to: every value and photo, without regard to their order. Empty fields do not count. */
export function consentHash(content: FilingContent, photos: readonly PhotoInSlot[]): string {
  const values = FIELDS.map(({ path }) => [path, valueAt(content, path) ?? null]).filter(
    ([, value]) => value !== null,
  )
  const slots = photos.map(({ slot, photoId }) => [`photos.${slot}`, photoId])
  const named = [...values, ...slots].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  return sha256(JSON.stringify(named))
}

type Consented = Pick<
  OwnerRow,
  | 'status'
  | 'filerId'
  | 'ownerId'
  | 'content'
  | 'photos'
  | 'ownerConsentAt'
  | 'ownerConsentOf'
  | 'ownerConsentTakenBackAt'
>

/**
 * The owner's consent to an agent's filing, while it can be submitted: it holds for the content it was given to, and no other.
 * @returns null where filer and owner are one, and once it is submitted
 */
export function consentOf(row: Consented): ConsentDto | null {
  if (row.ownerId === row.filerId || !row.ownerConsentAt) return null
  if (row.status !== 'DRAFT' && row.status !== 'RETURNED') return null
  if (row.ownerConsentTakenBackAt)
    return { state: 'TAKEN_BACK', at: row.ownerConsentTakenBackAt.toISOString() }
  const holds = row.ownerConsentOf === consentHash(filingContent.parse(row.content), row.photos)
  return { state: holds ? 'HOLDS' : 'LAPSED', at: row.ownerConsentAt.toISOString() }
}
