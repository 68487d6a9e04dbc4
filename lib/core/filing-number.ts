import { compact } from './normalise'

/**
 * 查询号: the number of a filing that owner and officer quote on the telephone, made by the database (`filing_number`). Nine
 * digits, ten after the 30 millionth, the first of them 7, 8 or 9, so that it is never a registration number typed without
 * its dash.
 */
const SHORT = 9
const FORM = /^[789]\d{8,9}$/
/** As it is shown and typed: blanks and dashes between the groups. */
const GAPS = /[-‐-―−]/g

/** Table of Damm's check digit: no single wrong digit and no two digits exchanged lead to 0. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const

type ReadFilingNumber = { number: string; wrong: false } | { number: null; wrong: true }

/**
 * Reads a typed number, grouped or not.
 * @returns null for a text of another form; `wrong` for nine digits whose check digit does not fit: misheard or mistyped
 */
export function readFilingNumber(text: string): ReadFilingNumber | null {
  const digits = compact(text).replace(GAPS, '')
  if (!FORM.test(digits)) return null
  let interim = 0
  for (const digit of digits) interim = Number(DAMM[interim]?.[Number(digit)])
  if (interim === 0) return { number: digits, wrong: false }
  // Ten digits are more often a serial than a number of ten with a wrong digit.
  return digits.length === SHORT ? { number: null, wrong: true } : null
}

/** In three groups, as it is read out: 782 716 393; the last group of ten digits has four. */
export function spokenNumber(number: string): string {
  return number.replace(/(\d{3})(?=\d{3})/g, '$1 ')
}
