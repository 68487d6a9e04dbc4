import type { FieldError } from '@/lib/core/app-error'
import { pathLabel } from '@/lib/features/content/rules/display'
import { PHOTO_RULES } from '@/lib/features/content/rules/requirements'
import type { ReturnReason } from '../schema/owner'

/** The paths an owner may change now; null: all of them. */
export type OpenPaths = ReadonlySet<string> | null

/**
 * The paths that a returned filing opens for correction: exactly those its reasons name (manual: 备案修改 shows the named
 * fields and photos only). A reason that names nothing opens everything.
 */
export function openPaths(reasons: readonly Pick<ReturnReason, 'fields'>[]): OpenPaths {
  if (reasons.length === 0 || reasons.some(({ fields }) => fields.length === 0)) return null
  return new Set(reasons.flatMap(({ fields }) => fields))
}

/**
 * The open paths and those that a correction itself makes necessary: an owner who must correct the kind to 场内 must be
 * able to enter the plate it then needs, and a list item disabled meanwhile must be replaceable.
 * @param faults of the filing with its open corrections applied
 */
export function withNeeded(open: OpenPaths, faults: readonly FieldError[]): OpenPaths {
  if (open === null) return null
  const needed = faults.flatMap(({ path, code }) => (code === 'REQUIRED_ANY' ? groupOf(path) : [path]))
  return new Set([...open, ...needed])
}

/** A fault of a photo group is reported at its first slot; a photo in any of its slots fixes it. */
function groupOf(path: string): string[] {
  const group = PHOTO_RULES.find(({ need, slots }) => need === 'ANY' && `photos.${slots[0]}` === path)
  return group ? group.slots.map((slot) => `photos.${slot}`) : [path]
}

/** The changed paths that are not open, each as a fault. Unchanged values are never refused. */
export function closedFaults(changedPaths: readonly string[], open: OpenPaths): FieldError[] {
  if (open === null) return []
  return changedPaths
    .filter((path) => !open.has(path))
    .map((path) => ({
      path,
      code: 'FIELD_NOT_OPEN',
      message: `${pathLabel(path)}不在退回修改的范围内，请恢复原来的内容`,
    }))
}
