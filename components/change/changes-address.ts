import { parseAsStringLiteral } from 'nuqs/server'
import { CHANGE_TYPES } from '@/lib/features/change/schema/change'
import { CHANGE_QUEUES } from '@/lib/features/change/schema/console'

/** URL parameters of the list of changes, for the page and for the server that loads its first rows. */
export const CHANGES_ADDRESS = {
  queue: parseAsStringLiteral(CHANGE_QUEUES).withDefault('waiting'),
  type: parseAsStringLiteral(CHANGE_TYPES),
}
