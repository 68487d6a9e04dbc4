import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { proveActor, STAFF_ROLES, type StaffActor } from '@/lib/core/actor'
import { areaFilter } from '@/lib/core/area'
import { readRows } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { keyFor } from '@/lib/server/secrets/secrets'

/** Ten hours: a working day. The row is asked each time, so disabling someone ends it at once. */
export const STAFF_SESSION_SECONDS = 10 * 3600

export function staffSessionSecret(): string {
  return keyFor('staff-session').toString('base64url')
}

/** next-auth's own naming: the prefix binds the cookie to HTTPS where there is HTTPS. */
export function staffCookieName(): string {
  return env().PUBLIC_URL.startsWith('https:')
    ? '__Secure-next-auth.session-token'
    : 'next-auth.session-token'
}

/** A Set-Cookie line for a session, as next-auth itself writes it: for when the epoch rises and one's own session stays. */
export async function staffSessionCookie(id: string, epoch: number): Promise<string> {
  const token = await encode({
    token: { sub: id, epoch },
    secret: staffSessionSecret(),
    maxAge: STAFF_SESSION_SECONDS,
  })
  const secure = staffCookieName().startsWith('__Secure-') ? '; Secure' : ''
  return `${staffCookieName()}=${token}; Path=/; Max-Age=${STAFF_SESSION_SECONDS}; HttpOnly; SameSite=Lax${secure}`
}

const claims = z.object({ sub: z.uuid(), epoch: z.number().int(), exp: z.number() })
type Claims = z.output<typeof claims>

/** As many tokens as people work at once, and some. */
const OPENED_AT_MOST = 2_000
const opened = new Map<string, Claims>()

/**
 * What a token says. Opening one costs more than asking the database (a key derived, a JWE decrypted, at every
 * request), and it never says anything else: so it is remembered until it expires. Whether the session still holds is
 * for the row to say.
 */
async function claimsOf(token: string): Promise<Claims | null> {
  const known = opened.get(token)
  if (known && known.exp * 1000 > Date.now()) return known
  opened.delete(token)
  const decoded = claims.safeParse(await decode({ token, secret: staffSessionSecret() }).catch(() => null))
  if (!decoded.success) return null
  const [oldest] = opened.keys()
  if (oldest !== undefined && opened.size >= OPENED_AT_MOST) opened.delete(oldest)
  opened.set(token, decoded.data)
  return decoded.data
}

const staffRow = z.object({
  id: z.uuid(),
  name: z.string(),
  username: z.string(),
  role: z.enum(STAFF_ROLES),
  bureauId: z.uuid(),
  bureauName: z.string(),
  divisionCode: z.string(),
})

/**
 * The member of staff behind a session cookie. The cookie is a hint, the row is the truth: role, bureau,
 * disabled flag and session epoch are read each time.
 * @returns null when there is no valid session
 */
export async function findStaffActor(token: string | undefined): Promise<StaffActor | null> {
  const claimed = token ? await claimsOf(token) : null
  if (!claimed) return null
  // This is asked in every call.
  const [staff] = await readRows(staffRow)`
    SELECT s.id, s.name, s.username, s.role::text AS role, s."bureauId", b.name AS "bureauName", b."divisionCode"
    FROM staff s JOIN bureau b ON b.id = s."bureauId"
    WHERE s.id = ${claimed.sub}::uuid AND s."sessionEpoch" = ${claimed.epoch}
      AND s."disabledAt" IS NULL AND b."disabledAt" IS NULL`
  return staff ? proveActor({ kind: 'STAFF', ...staff, area: areaFilter(staff.divisionCode) }) : null
}
