import { env } from '@/lib/server/env'

/** An absolute end, however active: no longer than a working day with its evening. */
export const SESSION_SECONDS = 12 * 3600

const isSecure = (): boolean => env().PUBLIC_URL.startsWith('https:')

/** With HTTPS the prefix binds the cookie to this host and to HTTPS. */
export function staffCookieName(): string {
  return isSecure() ? '__Host-nrmm-staff' : 'nrmm-staff'
}

/** Set-Cookie for a new session. */
export function staffCookie(token: string): string {
  return setCookie(staffCookieName(), token, SESSION_SECONDS)
}

/** Set-Cookie that makes the browser forget the session. */
export function noStaffCookie(): string {
  return setCookie(staffCookieName(), '', 0)
}

/** Scripts cannot read it, other sites cannot send it with their forms. */
export function setCookie(name: string, value: string, seconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`
}
