import { createParser } from 'nuqs/server'
import { SEARCH_LENGTH } from '@/lib/core/page'

/** What no keyboard types and the database cannot hold (lib/core/storable.ts). */
const NOT_STORABLE = /[\0\p{Cs}]/gu

/**
 * The text of a search in an address, the same on every page. An address may be typed by hand or cut by a mail program: the
 * text is read as the search box can show it, so that what is searched for is what one sees.
 */
export const parseAsSearchText = createParser({
  parse: (text) => text.slice(0, SEARCH_LENGTH).replaceAll(NOT_STORABLE, '').trim() || null,
  serialize: (text: string) => text,
})
