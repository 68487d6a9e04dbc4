import type { CopyCounts, DocumentName } from '@/lib/features/document/schema'
import type { PickupItem } from '../schema'

/** The paper that each item is a copy of. */
const PAPER_OF_ITEM: Record<PickupItem, DocumentName> = {
  STICKER: 'number-strip',
  CARD: 'collection-card',
  FORM: 'collection-form',
  GUIDE: 'marking-guide',
}

/** The items whose paper has no recorded copy. */
export function notPrinted(items: readonly PickupItem[], copies: CopyCounts): PickupItem[] {
  return items.filter((item) => copies[PAPER_OF_ITEM[item]] === 0)
}
