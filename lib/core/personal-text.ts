import { idNumberFault, normaliseIdNumber } from './id-number'
import { compact, halfWidth } from './normalise'
import { normalisePhone, PHONE_PATTERN } from './phone'

/** In an address in place of a text that may name a person (components/ui/parse-search-text.ts). */
export const HIDDEN_TEXT = '~hidden-'

/** What stands between the digits of a phone. */
const GAPS = /[-‐-―−().（）+]/g
/** A phone or a document's number, also while it is being typed, or a pickup code. */
const DIGITS = /^\d{5,17}[\dX]?$/i
/** 3-30468844: a registration number, which is on the machine for all to read. */
const REGISTRATION = /^[0-6DX][-‐-―−]\w{8}$/i
/** The end of a document's number beside a name. */
const TAIL = /^\d{3}[\dX]$/i

/**
 * May a search text name a person: a phone, a document's number or its end with a name, or a pickup code? Such a text is
 * sent in the body of a POST and stands in no address, where logs, histories and whoever looks over a shoulder read it.
 * Errs on that side: a serial of digits alone counts, too.
 */
export function mayBePersonal(text: string): boolean {
  const words = halfWidth(text).trim().split(/\s+/)
  const joined = compact(text)
  if (isPersonNumber(text)) return true
  if (REGISTRATION.test(joined)) return false
  if ([joined, ...words].some((word) => DIGITS.test(word.replace(GAPS, '')))) return true
  return words.length > 1 && words.some((word) => TAIL.test(word))
}

/** Is a search text a whole phone or 居民身份证 number? Such a one is refused in an address: docs/decisions/0053. */
export function isPersonNumber(text: string): boolean {
  return PHONE_PATTERN.test(normalisePhone(text)) || idNumberFault(normaliseIdNumber(text)) === null
}
