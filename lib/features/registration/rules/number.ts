import { codeKey } from '@/lib/core/normalise'

/**
 * 环保登记号码: the stage's character, a dash, eight characters without I and O (domain.md, Registration number).
 * 0 国一前, 1–4 国一…国四, D electric, X cannot be determined; 5 and 6 occur in old records only.
 */
const ISSUED = /^[0-4DX]-[0-9A-HJ-NP-Z]{8}$/
/** Pattern of the key of a typed number. */
const KEY = /^([0-6DX])([0-9A-HJ-NP-Z]{8})$/

export function isRegistrationNumber(text: string): boolean {
  return ISSUED.test(text)
}

/**
 * Parses a typed number: any dash or none, lower case, full-width, spaces or a leading 号码：.
 * @returns the number as stored; null if it is none
 */
export function readRegistrationNumber(text: string): { number: string; body: string } | null {
  const found = KEY.exec(codeKey(text))
  return found?.[1] && found[2] ? { number: `${found[1]}-${found[2]}`, body: found[2] } : null
}
