import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import type { DeskFiling } from '../schema/console'
import type { ReturnReason } from '../schema/owner'

type Value = string | number | boolean | null
/** What became of a field. */
export type FollowedField = { path: string; changed: boolean; before: Value; after: Value }
/** What became of a photo. ABSENT: there was none and is none. */
export type FollowedPhoto = { path: string; state: 'REPLACED' | 'ADDED' | 'REMOVED' | 'UNCHANGED' | 'ABSENT' }
export type Followed = FollowedField | FollowedPhoto

type Resubmitted = Pick<DeskFiling, 'returnReasons' | 'changes' | 'photos' | 'revisions' | 'revision'> & {
  content: FilingContent
}

/** The submission before the present one. */
export function previousOf({ revisions, revision }: Pick<DeskFiling, 'revisions' | 'revision'>) {
  return revisions.find(({ number }) => number === revision - 1)
}

/** Whether the filing was returned and submitted again since, so that what changed is what there is to see. */
export function isResubmission({
  status,
  revision,
  returnReasons,
}: Pick<DeskFiling, 'status' | 'revision' | 'returnReasons'>) {
  return revision > 1 && status !== 'RETURNED' && returnReasons.length > 0
}

/** Each return reason with what became of all that it asked for, and what was changed besides. */
export function followReturn(filing: Resubmitted): {
  reasons: { reason: ReturnReason; items: Followed[] }[]
  others: Followed[]
} {
  const asked = new Set(filing.returnReasons.flatMap(({ fields }) => fields))
  const before = previousOf(filing)?.photos ?? []
  const slots = new Set([...before, ...filing.photos].map(({ slot }) => `photos.${slot}`))
  const touched = [...filing.changes.map(({ path }) => path), ...slots].filter((path) => !asked.has(path))
  return {
    reasons: filing.returnReasons.map((reason) => ({
      reason,
      items: reason.fields.map((path) => followPath(filing, path)),
    })),
    others: touched.map((path) => followPath(filing, path)).filter(isTouched),
  }
}

export function isTouched(item: Followed): boolean {
  return 'state' in item ? item.state !== 'UNCHANGED' && item.state !== 'ABSENT' : item.changed
}

function followPath(filing: Resubmitted, path: string): Followed {
  if (path.startsWith('photos.')) return { path, state: photoState(filing, path.slice('photos.'.length)) }
  const change = filing.changes.find((one) => one.path === path)
  if (change) return { ...change, changed: true }
  const value = valueAt(filing.content, path)
  return { path, changed: false, before: value, after: value }
}

function photoState(filing: Resubmitted, slot: string): FollowedPhoto['state'] {
  const before = previousOf(filing)?.photos.find((photo) => photo.slot === slot)
  const after = filing.photos.find((photo) => photo.slot === slot)
  if (!before) return after ? 'ADDED' : 'ABSENT'
  if (!after) return 'REMOVED'
  return before.photoId === after.photoId ? 'UNCHANGED' : 'REPLACED'
}
