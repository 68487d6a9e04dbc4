import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { parseAsSearchText } from '@/components/ui/parse-search-text'
import type { QueueFilter } from '@/lib/features/filing/api/desk'
import type { QueueSlug } from '@/lib/features/filing/schema/console'

export const QUEUE_KINDS = ['MACHINE', 'ONSITE_VEHICLE'] as const

/** URL parameters of a queue: search and filters, for the page and for the server that loads its first rows. */
export const QUEUE_ADDRESS = {
  q: parseAsSearchText.withDefault(''),
  category: parseAsString,
  district: parseAsString,
  kind: parseAsStringLiteral(QUEUE_KINDS),
}

export function queueFilterOf(
  queue: QueueSlug,
  { q, category, district, kind }: inferParserType<typeof QUEUE_ADDRESS>,
): QueueFilter {
  return {
    queue,
    q: q || undefined,
    categoryCode: category ?? undefined,
    districtCode: district ?? undefined,
    kind: kind ?? undefined,
  }
}
