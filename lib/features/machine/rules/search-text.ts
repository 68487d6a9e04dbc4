import { readFilingNumber } from '@/lib/core/filing-number'
import { codeKey, nameKey } from '@/lib/core/normalise'
import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'
import { judgeUnitCode } from '@/lib/core/unit-code'
import { readRegistrationNumber } from '@/lib/features/registration/rules/number'

/** What the text of the search box means. What each meaning can match follows from an index: docs/decisions/0013, 0019. */
export type SearchText =
  | { meaning: 'NUMBER'; number: string; part: string }
  | { meaning: 'FILING'; filingNumber: string; part: string }
  | { meaning: 'PHONE'; phone: string; part: string }
  | { meaning: 'ID_NUMBER'; idNumber: string; part: string }
  | { meaning: 'NAME'; key: string; grams: string[]; part: string | null }
  | { meaning: 'LETTERS'; key: string; grams: string[]; part: string | null }
  | { meaning: 'CODE'; part: string }
  | { meaning: 'TOO_SHORT' }

/**
 * 身份证号 or 统一社会信用代码; nothing else has this form, since a PIN or 机械环保代码 has 17 characters. First-generation
 * 身份证号 and 营业执照注册号 have 15 digits.
 */
const ID_NUMBER = /^(\d{15}|\d{17}[\dX])$/
const NAME = /\p{Script=Han}{2}/u
/** Letters may belong to a name or to a code; with a digit they are a code. */
const LETTERS = /\p{L}{2}/u
const DIGIT = /\p{N}/u
/** Trigrams need three characters. */
const SHORTEST_PART = 3

/**
 * Interprets a text by its keys. `part` is searched in the codes if the first meaning finds nothing: a number typed without
 * its dash may be a serial. For LETTERS it is searched together with the name.
 */
export function readSearchText(text = ''): SearchText | null {
  const key = nameKey(text)
  if (key === '') return null
  const part = codeKey(text)
  const number = readRegistrationNumber(text)
  if (number) return { meaning: 'NUMBER', number: number.number, part }
  const filing = readFilingNumber(text)
  if (filing?.number) return { meaning: 'FILING', filingNumber: filing.number, part }
  const phone = normalisePhone(text)
  if (PHONE_PATTERN.test(phone)) return { meaning: 'PHONE', phone, part }
  if (ID_NUMBER.test(part) || judgeUnitCode(part) !== 'MALFORMED')
    return { meaning: 'ID_NUMBER', idNumber: part, part }
  if (NAME.test(key))
    return { meaning: 'NAME', key, grams: gramsOf(key), part: /[0-9A-Z]/.test(part) ? part : null }
  const long = [...part].length >= SHORTEST_PART
  if (LETTERS.test(key) && !DIGIT.test(key))
    return { meaning: 'LETTERS', key, grams: gramsOf(key), part: long ? part : null }
  return long ? { meaning: 'CODE', part } : { meaning: 'TOO_SHORT' }
}

/** Whether a search text is a phone or ID number. These are stored encrypted only. */
export function isPersonal(text: string | undefined): boolean {
  const meaning = readSearchText(text)?.meaning
  return meaning === 'PHONE' || meaning === 'ID_NUMBER'
}

/** The distinct bigrams, as name_grams() in the database produces them. */
function gramsOf(key: string): string[] {
  const characters = [...key]
  return [...new Set(characters.slice(1).map((next, index) => `${characters[index]}${next}`))]
}
