import { parseAsStringLiteral } from 'nuqs/server'
import { parseAsSearchText } from '@/components/ui/parse-search-text'
import { ASSISTED_GROUPS } from '@/lib/features/assisted/schema'

/** URL parameters of the list, for the page and for the server that loads its first rows. */
export const ASSISTED_ADDRESS = {
  group: parseAsStringLiteral(ASSISTED_GROUPS).withDefault('open'),
  q: parseAsSearchText.withDefault(''),
}
