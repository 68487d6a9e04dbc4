import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { proveActor, STAFF_ROLES, type StaffActor } from '@/lib/core/actor'
import { areaFilter } from '@/lib/core/area'
import { readRows, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { env } from '@/lib/server/env'
import { keyFor } from '@/lib/server/secrets/secrets'
import { Prisma } from '@/prisma/client'

/** Ten hours: a working day. The row is read each time, so disabling a member of staff ends it at once. */
export const STAFF_SESSION_SECONDS = 10 * 3600

export function staffSessionSecret(): string {
  return keyFor('staff-session').toString('base64url')
}

/** As next-auth names it; with HTTPS the prefix restricts the cookie to HTTPS. */
export function staffCookieName(): string {
  return env().PUBLIC_URL.startsWith('https:')
    ? '__Secure-next-auth.session-token'
    : 'next-auth.session-token'
}

/** A Set-Cookie header for a session, as next-auth writes it: keeps one's own session when the epoch is increased. */
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

/** More than the number of people working at the same time. */
const MAX_CACHED = 2_000
const cache = new Map<string, Claims>()

/**
 * The claims of a token, cached until it expires: decoding (deriving a key, decrypting a JWE) costs more than the
 * database query of each request, and the claims never change. Whether the session is still valid is decided by the row.
 */
async function claimsOf(token: string): Promise<Claims | null> {
  const cached = cache.get(token)
  if (cached && cached.exp * 1000 > Date.now()) return cached
  cache.delete(token)
  const decoded = claims.safeParse(await decode({ token, secret: staffSessionSecret() }).catch(() => null))
  if (!decoded.success) return null
  const [oldest] = cache.keys()
  if (oldest !== undefined && cache.size >= MAX_CACHED) cache.delete(oldest)
  cache.set(token, decoded.data)
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

const STAFF_COLUMNS = Prisma.sql`
  s.id, s.name, s.username, s.role::text AS role, s."bureauId", b.name AS "bureauName", b."divisionCode"`
/** Neither the person nor their bureau is disabled. */
const IS_AT_WORK = Prisma.sql`s."disabledAt" IS NULL AND b."disabledAt" IS NULL`

function actorOf(staff: z.output<typeof staffRow>): StaffActor {
  return proveActor({ kind: 'STAFF', ...staff, area: areaFilter(staff.divisionCode) })
}

/**
 * The member of staff in whose name a job carries out what they decided. Until the transaction ends they cannot be
 * disabled or moved.
 * @returns null when the person or their bureau has been disabled
 */
export async function findStaffActorById(
  tx: Pick<Tx, '$queryRaw'>,
  staffId: string,
): Promise<StaffActor | null> {
  const [staff] = await rowsOf(tx, staffRow)`
    SELECT ${STAFF_COLUMNS} FROM staff s JOIN bureau b ON b.id = s."bureauId"
    WHERE s.id = ${staffId}::uuid AND ${IS_AT_WORK} FOR SHARE OF s, b`
  return staff ? actorOf(staff) : null
}

/**
 * The member of staff of a session cookie. Role, bureau, disabled flag and session epoch are read from the row each
 * time, not from the cookie.
 * @returns null when there is no valid session
 */
export async function findStaffActor(token: string | undefined): Promise<StaffActor | null> {
  const claimed = token ? await claimsOf(token) : null
  if (!claimed) return null
  const [staff] = await readRows(staffRow)`
    SELECT ${STAFF_COLUMNS} FROM staff s JOIN bureau b ON b.id = s."bureauId"
    WHERE s.id = ${claimed.sub}::uuid AND s."sessionEpoch" = ${claimed.epoch} AND ${IS_AT_WORK}`
  return staff ? actorOf(staff) : null
}

/**
 * The member of staff that a job works for, with today's role and area.
 * @returns null when disabled since, or the bureau is
 */
export async function findStaffOfJob(id: string): Promise<StaffActor | null> {
  const [staff] = await readRows(staffRow)`
    SELECT s.id, s.name, s.username, s.role::text AS role, s."bureauId", b.name AS "bureauName", b."divisionCode"
    FROM staff s JOIN bureau b ON b.id = s."bureauId"
    WHERE s.id = ${id}::uuid AND s."disabledAt" IS NULL AND b."disabledAt" IS NULL`
  return staff ? proveActor({ kind: 'STAFF', ...staff, area: areaFilter(staff.divisionCode) }) : null
}
