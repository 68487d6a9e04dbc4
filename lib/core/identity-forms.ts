import { idNumberCheckCharacter, idNumberFault } from './id-number'
import type { IdentityDocument } from './identity-document'
import { judgeUnitCode } from './unit-code'

/** `CHECK`: the format fits but the check character does not: a typing error, or another kind of document. */
export type FormVerdict = 'PASS' | 'CHECK' | null

/**
 * Format check for each kind of document, of a number in half-width upper case without blanks and dashes.
 * @param today `YYYY-MM-DD` in China: the latest valid birth date
 */
export const FORMS: Record<IdentityDocument, (number: string, today: string) => FormVerdict> = {
  RESIDENT_ID: (number, today) => (/^8[123]/.test(number) ? null : idNumberVerdict(number, today)),
  RESIDENT_ID_15: (number, today) => {
    const good = /^\d{15}$/.test(number) && isProvince(number.slice(0, 2))
    return passIf(good && isDay(`19${number.slice(6, 12)}`, today))
  },
  HMT_RESIDENCE: (number, today) => (/^8[123]/.test(number) ? idNumberVerdict(number, today) : null),
  FOREIGNER_RESIDENCE: foreignerVerdict,
  HM_TRAVEL_PERMIT: (number) => passIf(/^[HM]\d{8}(\d{2})?$/.test(number)),
  TAIWAN_TRAVEL_PERMIT: (number) => passIf(/^(\d{8}|\d{10}[A-Z]?)$/.test(number)),
  // ICAO 9303: up to nine characters.
  PASSPORT: (number) => passIf(/^(?=.*\d)[A-Z0-9]{6,9}$/.test(number)),
  MILITARY_ID: (number) => passIf(/^\p{Script=Han}{1,3}字第?\d{4,9}号?$/u.test(number)),
  UNIT_CODE: (number) => {
    const verdict = judgeUnitCode(number)
    return verdict === 'MALFORMED' ? null : checked(verdict === 'PASS')
  },
  // 10: the national office.
  BUSINESS_LICENCE: (number) =>
    /^\d{15}$/.test(number) && (number.startsWith('10') || isProvince(number.slice(0, 2)))
      ? checked(licenceCheckDigit(number) === number[14])
      : null,
  ORGANISATION_CODE: (number) =>
    /^[0-9A-Z]{8}[0-9X]$/.test(number) ? checked(organisationCheckCharacter(number) === number[8]) : null,
}

const passIf = (good: boolean): FormVerdict => (good ? 'PASS' : null)
const checked = (good: boolean): FormVerdict => (good ? 'PASS' : 'CHECK')

function idNumberVerdict(number: string, today: string): FormVerdict {
  const fault = idNumberFault(number, today)
  return fault === null || fault === 'CHECK_CHARACTER' ? checked(fault === null) : null
}

/** Tests the province inside a 居民身份证 number that is otherwise well formed. */
function isProvince(province: string): boolean {
  return idNumberFault(`${province}010119491001001X`) !== 'PROVINCE'
}

function isDay(day: string, today: string): boolean {
  return idNumberFault(`110101${day}001X`, today) !== 'DATE'
}

/**
 * Since 2023: 9, province, three-digit country, then as a 居民身份证. Before: three-letter country, four digits of the
 * place, six of the birth date, two more.
 */
function foreignerVerdict(number: string, today: string): FormVerdict {
  if (/^[A-Z]{3}\d{12}$/.test(number)) {
    const day = number.slice(7, 13)
    return passIf(isProvince(number.slice(3, 5)) && (isDay(`19${day}`, today) || isDay(`20${day}`, today)))
  }
  if (!/^9\d{16}[\dX]$/.test(number) || !isProvince(number.slice(1, 3))) return null
  return isDay(number.slice(6, 14), today) ? checked(idNumberCheckCharacter(number) === number[17]) : null
}

/** GS 15-2006, by ISO 7064 MOD 11,10. */
export function licenceCheckDigit(number: string): string {
  let product = 10
  for (const digit of number.slice(0, 14)) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11714: letters count from A = 10. */
export function organisationCheckCharacter(code: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + weight * Number.parseInt(code[at] ?? '0', 36),
    0,
  )
  const rest = 11 - (sum % 11)
  return rest === 10 ? 'X' : String(rest % 11)
}
