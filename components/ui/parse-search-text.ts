import { createParser } from 'nuqs/server'
import { SEARCH_LENGTH } from '@/lib/core/page'
import { HIDDEN_TEXT, mayBePersonal } from '@/lib/core/personal-text'

/** What no keyboard types and the database cannot hold (lib/core/storable.ts). */
const NOT_STORABLE = /[\0\p{Cs}]/gu

/** What a hidden text stands for: only this page knows, until it is loaded again. */
const hidden = new Map<string, string>()

function hide(text: string): string {
  const known = [...hidden].find(([, value]) => value === text)?.[0]
  const key = known ?? `${HIDDEN_TEXT}${hidden.size + 1}`
  hidden.set(key, text)
  return key
}

/**
 * The text of a search in an address, the same on every page. An address may be typed by hand or cut by a mail program: the
 * text is read as the search box can show it, so that what is searched for is what one sees. A phone, a document's number
 * or a code never stands there (docs/decisions/0053).
 */
export const parseAsSearchText = createParser({
  parse: (text) => {
    if (text.startsWith(HIDDEN_TEXT)) return hidden.get(text) ?? null
    return text.slice(0, SEARCH_LENGTH).replaceAll(NOT_STORABLE, '').trim() || null
  },
  serialize: (text: string) => (typeof window !== 'undefined' && mayBePersonal(text) ? hide(text) : text),
})
