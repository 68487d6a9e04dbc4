import { type inferParserType, parseAsInteger, parseAsStringLiteral } from 'nuqs/server'
import { parseAsSearchText } from '@/components/ui/parse-search-text'

/** URL parameters of the list of pickups, for the page and for the server that loads its first rows. */
export const WAITING_ADDRESS = {
  queue: parseAsStringLiteral(['waiting', 'collected'] as const).withDefault('waiting'),
  q: parseAsSearchText.withDefault(''),
  minDays: parseAsInteger,
}

/** The list that such an address shows; only what still waits has been waiting for days. */
export function waitingFilterOf({ queue, q, minDays }: inferParserType<typeof WAITING_ADDRESS>) {
  return { queue, q: q || undefined, minDays: queue === 'waiting' ? (minDays ?? undefined) : undefined }
}
