import { chinaDay } from './clock'
import { compact, nameKey } from './normalise'

/**
 * 居民身份证 (GB 11643): six digits of the place, eight of the birth date, three of a serial, one check character.
 * Of the place only the province is checked: districts change, a number is for life (domain.md, Formats).
 */
const PATTERN = /^\d{17}[\dX]$/
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'
/** 71, 81, 82 and 83: Taiwan, Hong Kong, Macao, and residence permits (港澳台居民居住证). */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
)

export type IdNumberFault = 'FORMAT' | 'PROVINCE' | 'DATE' | 'CHECK_CHARACTER'

export const ID_NUMBER_FAULTS: Record<IdNumberFault, string> = {
  FORMAT: '身份证号应为 18 位',
  PROVINCE: '身份证号的地区代码不存在',
  DATE: '身份证号中的出生日期不正确',
  CHECK_CHARACTER: '身份证号的校验码不正确，请核对',
}

/** Full-width → half-width, x → X, no blanks. Also for 统一社会信用代码. */
export function normaliseIdNumber(text: string): string {
  return compact(text)
}

/**
 * What is wrong with a normalised 居民身份证 number; null when it is valid.
 * @param today `YYYY-MM-DD` in China: the latest valid birth date
 */
export function idNumberFault(value: string, today = chinaDay(new Date())): IdNumberFault | null {
  if (!PATTERN.test(value)) return 'FORMAT'
  if (!PROVINCES.has(value.slice(0, 2))) return 'PROVINCE'
  const born = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`
  if (!isDate(born) || born > today || born < '1800-01-01') return 'DATE'
  return idNumberCheckCharacter(value) === value[17] ? null : 'CHECK_CHARACTER'
}

/** The check character for the first 17 digits. */
export function idNumberCheckCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return CHECK_CHARACTERS[sum % 11] ?? ''
}

function isDate(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const at = new Date(Date.UTC(year, month - 1, date))
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date
}

/** Text whose blind index the counter's look-up by "last four characters + name" compares. */
export function idTailText(idNumberOrTail: string, name: string): string {
  return `${normaliseIdNumber(idNumberOrTail).slice(-4)}|${nameKey(name)}`
}
