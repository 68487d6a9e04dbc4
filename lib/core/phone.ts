import { UNSEEN } from './normalise'

/** A mobile number of mainland China (domain.md, Formats). */
export const PHONE_PATTERN = /^1[3-9]\d{9}$/

/** A code sent by text message: six digits. */
export const SMS_CODE_PATTERN = /^\d{6}$/

/** A phone that a spreadsheet stored as a number: 13800138000.0 */
const DECIMALS = /\.0+$/
/** Separators that phone books, sheets and keyboards put between and around the digits. */
const BETWEEN = /[^\p{L}\p{N}+,、;/|]/gu
/** 手机号 and the like before it. */
const HEADING = /^(?:\p{Script=Han}|TEL|PHONE|MOBILE|MOB)+(?=[+\d])/iu
/** +86, 0086 or 86, and the 0 dialled before a mobile number of another city. */
const DIALLED = /^(?:\+?86|\+?0086)?0?(1[3-9]\d{9})$/

/**
 * Normalises a phone: removes +86, 0086, 86 or 0 before it, hyphens, dots, brackets, blanks, invisible marks, full
 * width, an apostrophe before it and `.0` after it. A text that is not a mobile number is returned without such marks and
 * still fails PHONE_PATTERN.
 */
export function normalisePhone(text: string): string {
  if (PHONE_PATTERN.test(text)) return text
  const bare = text
    .normalize('NFKC')
    .replace(UNSEEN, ' ')
    .trim()
    .replace(DECIMALS, '')
    .replace(BETWEEN, '')
    .normalize('NFKC')
    .replace(HEADING, '')
  return DIALLED.exec(bare)?.[1] ?? bare
}

/** Words and signs between two numbers in one cell. */
const APART = /[\p{L},、;/\\|&]+/u
/** A part of at least this many digits is a number of its own, not an area code. */
const WHOLE_NUMBER = 7

/**
 * The first mobile number, in any usual spelling, in a text that may contain several, names and landlines; null when
 * there is none.
 */
export function mobileOf(text: string): string | null {
  for (const part of text.normalize('NFKC').replace(UNSEEN, ' ').split(APART)) {
    const phone = normalisePhone(part)
    const found = PHONE_PATTERN.test(phone) ? phone : firstAmong(part)
    if (found) return found
  }
  return null
}

/** First of several numbers separated only by blanks or dashes, which also occur inside a number. */
function firstAmong(part: string): string | null {
  const pieces = part.split(/[^\d+]+/).filter((piece) => piece !== '')
  for (const from of pieces.keys()) {
    // An area code is followed by a landline, however many digits its extension adds.
    const begins = from === 0 || (pieces[from - 1]?.length ?? 0) >= WHOLE_NUMBER
    const furthest = begins ? pieces.length : from + 1
    for (let to = from + 1; to <= furthest; to += 1) {
      const phone = normalisePhone(pieces.slice(from, to).join(''))
      if (PHONE_PATTERN.test(phone)) return phone
    }
  }
  return null
}
