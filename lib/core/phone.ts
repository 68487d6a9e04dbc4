import { halfWidth } from './normalise'

/** A mobile number of mainland China (domain.md, Formats). */
export const PHONE_PATTERN = /^1[3-9]\d{9}$/

export function normalisePhone(text: string): string {
  return halfWidth(text).replace(/\s+/g, '')
}

/** The first mobile number in a text that may hold several, in any usual spelling; null when there is none. */
export function mobileOf(text: string): string | null {
  const phones = text.split(/[/,，、;；\n]/).map(normalisePhone)
  return phones.find((phone) => PHONE_PATTERN.test(phone)) ?? null
}

/** A code sent by text message: six digits. */
export const SMS_CODE_PATTERN = /^\d{6}$/
