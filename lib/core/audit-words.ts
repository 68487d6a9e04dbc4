import type { z } from 'zod'

/**
 * Free words of officers that go into the audit trail, which nobody can delete: no mobile number and no number of a
 * resident identity card may stand in them (docs/decisions/0055).
 */

/** What people put between the digits of one number. */
const GAP = '[\\s\\-._·—–]{0,2}'
const spelled = (...parts: string[]) => parts.join(GAP)
const digits = (count: number) => Array<string>(count).fill('\\d')

const MONTH = `(?:0${GAP}[1-9]|1${GAP}[0-2])`
const DAY = `(?:0${GAP}[1-9]|[12]${GAP}\\d|3${GAP}[01])`
/** GB 11643: place, date of birth, sequence, check character. */
const ID_18 = spelled(
  '[1-9]',
  ...digits(5),
  `(?:1${GAP}[89]|2${GAP}0)`,
  ...digits(2),
  MONTH,
  DAY,
  ...digits(3),
  '[\\dXx]',
)
/** The first generation of the card, without century and check character. */
const ID_15 = spelled('[1-9]', ...digits(7), MONTH, DAY, ...digits(3))
/** With the +86, 0086, 86 or 0 that is dialled before it. */
const MOBILE = `(?:(?:\\+|00)?${GAP}86${GAP}|0)?${spelled('1', '[3-9]', ...digits(9))}`

// Not by looking behind, which Safari 15 does not know: the whole page would not load.
const whole = (form: string) => new RegExp(`(?:^|\\D)(?:${form})(?!\\d)`)
const ID_NUMBER = whole(`${ID_18}|${ID_15}`)
const PHONE = whole(MOBILE)

/** 4-30468819: beside a date it would read as the digits of a phone. */
const REGISTRATION = /(^|[^\dA-Z])[0-4DX]-\d{8}(?!\d)/g
const DATE = /(^|\D)(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?(?!\d)/g

/**
 * Does the text hold a mobile number, or a resident identity card's number of 15 or 18 characters, in full or half width,
 * with or without separators? Registration numbers and dates are none. Other documents and numbers in words are not seen.
 */
export function holdsPersonalNumber(text: string): boolean {
  const plain = text.normalize('NFKC').replace(REGISTRATION, '$1、')
  return ID_NUMBER.test(plain) || PHONE.test(plain.replace(DATE, '$1、'))
}

/** A text of an officer that the audit trail stores: refused with words for the field where it holds a personal number. */
export function auditWords(schema: z.ZodString): z.ZodString {
  return schema.refine(
    (text) => !holdsPersonalNumber(text),
    '这里不能写手机号和证件号码：这段文字会记入操作记录，不能删除。请删去号码，改写查询号或环保登记号码',
  )
}
