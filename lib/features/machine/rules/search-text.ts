import { compact, nameKey } from '@/lib/core/normalise'
import { PHONE_PATTERN } from '@/lib/core/phone'
import { readRegistrationNumber } from '../rules'

/** What an officer's one search box says. What each may match is decided by an index: docs/decisions/0013. */
export type SearchText =
  | { meaning: 'NUMBER'; number: string; part: string }
  | { meaning: 'PHONE'; phone: string; part: string }
  | { meaning: 'ID_NUMBER'; idNumber: string; part: string }
  | { meaning: 'NAME'; key: string; grams: string[]; part: string | null }
  | { meaning: 'CODE'; part: string }
  | { meaning: 'TOO_SHORT' }

/** 身份证号 or 统一社会信用代码: a PIN or 机械环保代码 has 17 characters, so nothing else has this form. */
const ID_NUMBER = /^(\d{17}[\dX]|[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10})$/
const NAME = /\p{Script=Han}{2}/u
/** As the column "searchText" leaves them out, and the dashes that Chinese keyboards write. */
const DIVIDERS = /[-_.·•－—–]/g
/** Trigrams need three characters. */
const SHORTEST_PART = 3

/**
 * What a text means. `part` is what the codes are searched for where the first meaning finds nothing: a number typed
 * without its dash may be a serial.
 */
export function readSearchText(text: string | undefined): SearchText | null {
  const typed = compact(text ?? '')
  if (typed === '') return null
  const part = typed.replace(DIVIDERS, '')
  const number = readRegistrationNumber(typed)
  if (number) return { meaning: 'NUMBER', number: number.number, part }
  if (PHONE_PATTERN.test(part)) return { meaning: 'PHONE', phone: part, part }
  if (ID_NUMBER.test(typed)) return { meaning: 'ID_NUMBER', idNumber: typed, part }
  if (NAME.test(typed)) {
    const key = nameKey(typed)
    return { meaning: 'NAME', key, grams: gramsOf(key), part: /[0-9A-Z]/.test(part) ? part : null }
  }
  return [...part].length < SHORTEST_PART ? { meaning: 'TOO_SHORT' } : { meaning: 'CODE', part }
}

/** Each two neighbouring characters, once: as name_grams() of the database cuts a name. */
function gramsOf(key: string): string[] {
  const characters = [...key]
  return [...new Set(characters.slice(1).map((next, at) => `${characters[at]}${next}`))]
}
