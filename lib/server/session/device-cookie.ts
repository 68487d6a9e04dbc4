import { timingSafeEqual } from 'node:crypto'
import { randomToken, tokenHash } from '@/lib/server/secrets/secrets'
import { setCookie, staffCookieName } from './staff-cookie'

/** Longer than any leave. */
const SECONDS = 400 * 86_400
/** At a counter several people share a computer; the one who was here longest ago is forgotten. */
const MOST = 12

/** A browser in which people have signed in: its own number, and who. */
export type Device = { number: string; staffIds: readonly string[] }

export const deviceCookieName = (): string => staffCookieName().replace('staff', 'device')

/** @returns null for what is missing, changed or not ours */
export function readDevice(cookie: string | undefined): Device | null {
  const [number = '', ids = '', seal = ''] = cookie?.split('.') ?? []
  const expected = Buffer.from(sealOf(number, ids))
  const given = Buffer.from(seal)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return { number, staffIds: ids.split('_') }
}

/** Set-Cookie of the browser in which this person has just signed in. */
export function deviceCookie(device: Device | null, staffId: string): string {
  const number = device?.number ?? randomToken()
  const others = device?.staffIds.filter((id) => id !== staffId) ?? []
  const ids = [staffId, ...others].slice(0, MOST).join('_')
  return setCookie(deviceCookieName(), `${number}.${ids}.${sealOf(number, ids)}`, SECONDS)
}

const sealOf = (number: string, ids: string): string => tokenHash(`device:${number}.${ids}`)
