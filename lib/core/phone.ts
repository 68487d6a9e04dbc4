import { halfWidth } from './normalise'

/** A mobile number of mainland China (domain.md, Formats). */
export const PHONE_PATTERN = /^1[3-9]\d{9}$/

export function normalisePhone(text: string): string {
  return halfWidth(text).replace(/\s+/g, '')
}

/** A code sent by text message: six digits. */
export const SMS_CODE_PATTERN = /^\d{6}$/
