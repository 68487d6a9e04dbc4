import { timingSafeEqual } from 'node:crypto'
import { randomToken, tokenHash } from '@/lib/server/secrets/secrets'
import { setCookie, staffCookieName } from './staff-cookie'

/** Longer than any leave. */
const SECONDS = 400 * 86_400
/** At a counter several people share a computer; the one who was here longest ago is forgotten. */
const MOST = 12

type Who = 'staff' | 'owner'

/** A browser in which people have signed in: its own number, and who (ids of staff, or of accounts). */
export type Device = { number: string; ids: readonly string[] }

export const deviceCookieName = (): string => staffCookieName().replace('staff', 'device')
/** Owners have a cookie of their own; it opens nothing, it says that they have been here. */
export const ownerDeviceName = (): string => staffCookieName().replace('staff', 'owner-device')

/** @returns null for what is missing, changed or not ours */
export function readDevice(who: Who, cookie: string | undefined): Device | null {
  const [number = '', ids = '', seal = ''] = cookie?.split('.') ?? []
  const expected = Buffer.from(sealOf(who, number, ids))
  const given = Buffer.from(seal)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return { number, ids: ids.split('_') }
}

/** Set-Cookie of the browser in which this person has just signed in. */
export function deviceCookie(who: Who, device: Device | null, id: string): string {
  const number = device?.number ?? randomToken()
  const others = device?.ids.filter((each) => each !== id) ?? []
  const ids = [id, ...others].slice(0, MOST).join('_')
  const name = who === 'staff' ? deviceCookieName() : ownerDeviceName()
  return setCookie(name, `${number}.${ids}.${sealOf(who, number, ids)}`, SECONDS)
}

const sealOf = (who: Who, number: string, ids: string): string =>
  tokenHash(`${who === 'staff' ? '' : 'owner-'}device:${number}.${ids}`)
