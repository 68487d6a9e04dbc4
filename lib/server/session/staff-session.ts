import { z } from 'zod'
import { proveActor, STAFF_ROLES, type StaffActor } from '@/lib/core/actor'
import { areaFilter } from '@/lib/core/area'
import { db, readRows, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { tokenHash } from '@/lib/server/secrets/secrets'
import { Prisma } from '@/prisma/client'

/** The last activity is written no more often than this. */
const TOUCH_MS = 60_000
/** 32 random bytes, base64url: anything else is no token of ours and asks the database nothing. */
const TOKEN = /^[\w-]{43}$/

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

/** @param session null for a job */
function actorOf(staff: z.output<typeof staffRow>, session: StaffActor['session'] = null): StaffActor {
  return proveActor({ kind: 'STAFF', ...staff, area: areaFilter(staff.divisionCode), session })
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

const sessionRow = staffRow.extend({
  sessionId: z.uuid(),
  signedInAt: z.date(),
  lastSeenAt: z.date(),
  setUp: z.enum(['PASSWORD', 'FACTOR']).nullable(),
})

/**
 * The member of staff of a session cookie, by one query: the session neither ended nor expired nor idle, role, bureau and
 * disabled flag as they are now.
 * @param activity whether the person did something, so that the session does not become idle; not a call of the background
 * @returns null when there is no valid session
 */
export async function findStaffActor(token: string | undefined, activity = true): Promise<StaffActor | null> {
  if (!token || !TOKEN.test(token)) return null
  const now = new Date()
  const [row] = await readRows(sessionRow)`
    SELECT ${STAFF_COLUMNS}, x.id AS "sessionId", x."createdAt" AS "signedInAt", x."lastSeenAt",
      CASE WHEN s."mustChangePassword" THEN 'PASSWORD'
        WHEN x."factorRequired" AND s."totpSecret" IS NULL
          AND NOT EXISTS (SELECT FROM security_key k WHERE k."staffId" = s.id) THEN 'FACTOR' END AS "setUp"
    FROM staff_session x JOIN staff s ON s.id = x."staffId" JOIN bureau b ON b.id = s."bureauId"
    WHERE x."tokenHash" = ${tokenHash(token)} AND ${isLiveSession(now)} AND ${IS_AT_WORK}`
  if (!row) return null
  const { sessionId, signedInAt, lastSeenAt, setUp, ...staff } = row
  if (activity && now.getTime() - lastSeenAt.getTime() >= TOUCH_MS) await touch(sessionId, now)
  return actorOf(staff, { id: sessionId, signedInAt, setUp })
}

/** Of `staff_session x`: neither ended nor expired nor idle. */
export function isLiveSession(now: Date): Prisma.Sql {
  return Prisma.sql`x."endedAt" IS NULL AND x."expiresAt" > ${now}
    AND x."lastSeenAt" > ${now}::timestamptz - make_interval(mins => x."idleMinutes")`
}

/** Of concurrent calls the first writes; nothing written brings an ended session back. */
async function touch(sessionId: string, now: Date): Promise<void> {
  const stale = new Date(now.getTime() - TOUCH_MS)
  await db().staffSession.updateMany({
    where: { id: sessionId, endedAt: null, lastSeenAt: { lte: stale } },
    data: { lastSeenAt: now },
  })
}

/**
 * The member of staff that a job works for, with today's role and area.
 * @returns null when disabled since, or the bureau is
 */
export async function findStaffOfJob(id: string): Promise<StaffActor | null> {
  const [staff] = await readRows(staffRow)`
    SELECT ${STAFF_COLUMNS} FROM staff s JOIN bureau b ON b.id = s."bureauId"
    WHERE s.id = ${id}::uuid AND ${IS_AT_WORK}`
  return staff ? actorOf(staff) : null
}
