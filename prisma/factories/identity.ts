import { nextNumber } from './sequence'

/** Well-formed numbers of nobody: right check characters, invented people and units. */
const PERSON_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const PERSON_CHECKS = '10X98765432'
const UNIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const UNIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** GB 11643: area, birthday and order of 17 digits → the 居民身份证 number. */
export function personNumber(area: string, birthday: string, order: number): string {
  const digits = `${area}${birthday}${String(order).padStart(3, '0')}`
  const sum = PERSON_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return `${digits}${PERSON_CHECKS[sum % 11]}`
}

/** GB 32100: category 91 (enterprise), area and a body of nine digits → the 统一社会信用代码. */
export function unitNumber(area: string, body: string): string {
  const text = `91${area}${body}`
  const sum = UNIT_WEIGHTS.reduce(
    (total, weight, index) => total + weight * UNIT_ALPHABET.indexOf(text.charAt(index)),
    0,
  )
  return `${text}${UNIT_ALPHABET[(31 - (sum % 31)) % 31]}`
}

export function newPersonNumber(): string {
  const n = nextNumber()
  const day = String(1 + (n % 28)).padStart(2, '0')
  const month = String(1 + (Math.floor(n / 28) % 12)).padStart(2, '0')
  const year = 1950 + (Math.floor(n / 336) % 50)
  return personNumber('110101', `${year}${month}${day}`, Math.floor(n / 16_800) % 1000)
}

export function newUnitNumber(): string {
  return unitNumber('110101', `0${nextNumber()}`)
}

export function newPhone(): string {
  return `139${nextNumber()}`
}

/** 外国人永久居留身份证 of 2023: 9, province, country, birthday, order and a check character as of a 居民身份证. */
export function newForeignerNumber(): string {
  const n = nextNumber()
  const day = String(1 + (n % 28)).padStart(2, '0')
  return personNumber(
    '911124',
    `1981${String(1 + (Math.floor(n / 28) % 12)).padStart(2, '0')}${day}`,
    Math.floor(n / 336) % 1000,
  )
}
