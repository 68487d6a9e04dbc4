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

const MAX_WORDS = 5
/** A word of a text, which may be shorter than a text of its own. */
export type SearchWord = {
  key: string
  /** Null for a word without Latin letters and digits. */
  part: string | null
  /** Long enough for the trigrams of codes. */
  long: boolean
  /** Bigrams of names; none for a single character. */
  grams: readonly string[]
  /** Has digits, so that it is a code rather than a name. */
  coded: boolean
}

/**
 * The words of a text that are divided by blanks, each to be looked for by itself.
 * @returns null for a single word, for more than five, and where one is a phone or ID number: these are looked up whole
 */
export function wordsOf(text = ''): SearchWord[] | null {
  const words = [...new Set(text.split(/[\s\u3000]+/u).filter((word) => nameKey(word) !== ''))]
  if (words.length < 2 || words.length > MAX_WORDS || words.some(isPersonal)) return null
  return words.map((word) => {
    const [key, part] = [nameKey(word), codeKey(word)]
    const code = /[0-9A-Z]/.test(part)
    const long = code && [...part].length >= SHORTEST_PART
    return { key, part: code ? part : null, long, grams: gramsOf(key), coded: DIGIT.test(key) }
  })
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
