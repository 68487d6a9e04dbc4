import { parseAsStringLiteral } from 'nuqs/server'
import { parseAsSearchText } from '@/components/ui/parse-search-text'

/** URL parameters of the list of pickups, for the page and for the server that loads its first rows. */
export const WAITING_ADDRESS = {
  queue: parseAsStringLiteral(['waiting', 'collected'] as const).withDefault('waiting'),
  q: parseAsSearchText.withDefault(''),
}
