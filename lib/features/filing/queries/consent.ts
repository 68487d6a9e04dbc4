import { z } from 'zod'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { filingContent, valueAt } from '@/lib/features/content/schema/content'
import { FIELDS } from '@/lib/features/content/schema/fields'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import { sha256 } from '@/lib/server/secrets/secrets'
import type { ConsentDto } from '../schema/owner'
import type { OwnerRow } from './owner-row'

const marks = z.record(z.string(), z.string())

/** Each value and photo that is filled in, as a hash by its path. */
function marksOf(content: FilingContent, photos: readonly PhotoInSlot[]): Record<string, string> {
  const values = FIELDS.flatMap(({ path }) => {
    const value = valueAt(content, path)
    return value === undefined || value === null ? [] : [[path, JSON.stringify(value)] as const]
  })
  const slots = photos.map(({ slot, photoId }) => [`photos.${slot}`, photoId] as const)
  return Object.fromEntries([...values, ...slots].map(([path, value]) => [path, sha256(value).slice(0, 32)]))
}

/** What a consent is given to, to be stored with it. */
export function consentedTo(content: FilingContent, photos: readonly PhotoInSlot[]): string {
  return JSON.stringify(marksOf(content, photos))
}

/** Does all that was stated when the owner consented still stand there? What was blank may have been filled in. */
function stillStands(of: string | null, content: FilingContent, photos: readonly PhotoInSlot[]): boolean {
  const now = marksOf(content, photos)
  return Object.entries(marks.parse(JSON.parse(of ?? '{}'))).every(([path, mark]) => now[path] === mark)
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
 * The owner's consent to an agent's filing, while it can be submitted: it holds as long as what was stated
 * when it was given is not changed.
 * @returns null where filer and owner are one, and once it is submitted
 */
export function consentOf(row: Consented): ConsentDto | null {
  if (row.ownerId === row.filerId || !row.ownerConsentAt) return null
  if (row.status !== 'DRAFT' && row.status !== 'RETURNED') return null
  if (row.ownerConsentTakenBackAt)
    return { state: 'TAKEN_BACK', at: row.ownerConsentTakenBackAt.toISOString() }
  const holds = stillStands(row.ownerConsentOf, filingContent.parse(row.content), row.photos)
  return { state: holds ? 'HOLDS' : 'LAPSED', at: row.ownerConsentAt.toISOString() }
}
