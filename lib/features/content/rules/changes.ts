import { type FilingContent, valueAt } from '../schema/content'
import { FIELDS } from '../schema/fields'

type Value = string | number | boolean | null
type Shown = readonly { slot: string; photoId: string }[]

/** The fields in which two versions of a filing differ, in the order of the form. An empty field is null. */
export function changedFields(
  before: FilingContent,
  after: FilingContent,
): { path: string; before: Value; after: Value }[] {
  return FIELDS.map(({ path }) => ({
    path,
    before: valueAt(before, path),
    after: valueAt(after, path),
  })).filter((field) => field.before !== field.after)
}

/** The slots whose photo is new or replaced. */
export function changedSlots(before: Shown, after: Shown): Set<string> {
  const earlier = new Map(before.map(({ slot, photoId }) => [slot, photoId]))
  return new Set(after.filter(({ slot, photoId }) => earlier.get(slot) !== photoId).map(({ slot }) => slot))
}
