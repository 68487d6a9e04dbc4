import type { Finding } from '@/lib/core/finding'
import type { FilingContent } from '@/lib/features/content/schema/content'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import { findReadings } from '@/lib/features/reading/queries/readings'
import { compareTyped } from '@/lib/features/reading/rules/compare'
import { READABLE } from '@/lib/features/reading/rules/fields'
import { readingFindings } from '@/lib/features/reading/rules/findings'
import type { Tx } from '@/lib/server/database/db'
import { applyValues } from '../rules/values'
import type { ChangeValues } from '../schema/change'
import type { DeskChange } from '../schema/console'

type Asked = {
  /** The machine as registered. */
  content: FilingContent
  after: ChangeValues
  /** Sent with the change. */
  sent: readonly PhotoInSlot[]
}
type Seen = Pick<DeskChange, 'comparisons' | 'unread'> & { findings: Finding[] }

/**
 * What was read on the photos of a change beside the values that it asks for; of those alone, since the others were compared
 * with the filing. Without a value that stands on plates, and without a photo of one, there is nothing to compare.
 */
export async function changeReadings(
  reader: Pick<Tx, '$queryRaw'>,
  { content, after, sent }: Asked,
): Promise<Seen> {
  const slots = new Set(READABLE.filter(({ path }) => path in after).flatMap((field) => field.slots))
  const photos = sent.filter(({ slot }) => slots.has(slot))
  if (photos.length === 0) return { comparisons: [], unread: [], findings: [] }
  const { readings, unread } = await findReadings(reader, photos)
  const comparisons = compareTyped(applyValues(content, after), readings).filter(({ path }) => path in after)
  const read = readings.map(({ slot }) => slot)
  return { comparisons, unread, findings: readingFindings({ comparisons, read, unread }) }
}
