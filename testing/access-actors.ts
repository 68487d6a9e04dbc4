import { STAFF_ROLES, type StaffRole } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import { randomToken, tokenHash } from '@/lib/server/secrets/secrets'
import { signAccessToken } from '@/lib/server/session/account-session'
import { SESSION_SECONDS, staffCookieName } from '@/lib/server/session/staff-cookie'
import type { Prisma } from '@/prisma/client'
import { type MadeAccount, makeAccount } from '@/prisma/factories/account'
import { makeBureau, makeStaff } from '@/prisma/factories/staff'

/** All rows of the table belong to 东城区. */
export const HOME = '110101'

/** 东城区 itself, the city above it, the whole country, a neighbouring district, a distant city. */
export const AREAS = {
  own: HOME,
  above: '110000',
  country: '000000',
  beside: '110108',
  elsewhere: '130200',
} as const
export type AreaName = keyof typeof AREAS
export const isInside = (area: AreaName) => area === 'own' || area === 'above' || area === 'country'

/** Headers that authenticate a caller. */
export type Credentials = Record<string, string>

/** The cookie of a session made for it. */
export async function staffCookie(staff: { id: string }): Promise<Credentials> {
  const token = randomToken(32)
  const now = new Date()
  await db().staffSession.create({
    data: {
      staffId: staff.id,
      tokenHash: tokenHash(token),
      createdAt: now,
      lastSeenAt: now,
      idleMinutes: 30,
      expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
      address: '127.0.0.1',
      device: 'Chrome 94 · Windows 10',
    },
  })
  await db().staff.update({ where: { id: staff.id }, data: { lastSignInAt: now } })
  return { cookie: `${staffCookieName()}=${token}` }
}

/** A bearer token of a session made for it. @param personId who acts for the unit that it is */
export async function bearer(
  accountId: string,
  revoked = false,
  personId: string | null = null,
): Promise<Credentials> {
  const session = await db().accountSession.create({
    data: {
      accountId,
      personId,
      expiresAt: new Date(Date.now() + 3_600_000),
      revokedAt: revoked ? new Date() : null,
    },
  })
  return { authorization: `Bearer ${await signAccessToken(accountId, session.id)}` }
}

export type StaffCaller = {
  role: StaffRole
  area: AreaName
  id: string
  bureauId: string
  credentials: Credentials
}

/** One caller of every role in every area; of the whole country only who has actions of its own there. */
export async function everyStaff(): Promise<StaffCaller[]> {
  const pairs = STAFF_ROLES.flatMap((role) =>
    (Object.keys(AREAS) as AreaName[])
      .filter((area) => area !== 'country' || role === 'ADMINISTRATOR')
      .map((area) => ({ role, area })),
  )
  const callers: StaffCaller[] = []
  for (const { role, area } of pairs) {
    const staff = await makeStaff(db(), role, AREAS[area])
    callers.push({
      role,
      area,
      id: staff.id,
      bureauId: staff.bureauId,
      credentials: await staffCookie(staff),
    })
  }
  return callers
}

/** A cookie whose session was changed afterwards. */
async function oldCookie(
  staffId: string,
  data: Prisma.StaffSessionUpdateManyMutationInput,
): Promise<Credentials> {
  const cookie = await staffCookie({ id: staffId })
  const { id } = await db().staffSession.findFirstOrThrow({ where: { staffId }, orderBy: { id: 'desc' } })
  await db().staffSession.update({ where: { id }, data })
  return cookie
}

/** Credentials that must be treated as signed out, by their defect. */
export async function signedOutStaff(role: StaffRole, token: Credentials): Promise<[string, Credentials][]> {
  const disabled = await makeStaff(db(), role, HOME, { disabledAt: new Date() })
  const closed = await makeBureau(db(), HOME, { disabledAt: new Date() })
  const homeless = await makeStaff(db(), role, HOME, { bureauId: closed.id })
  const { id } = await makeStaff(db(), role, HOME)
  const long = new Date(Date.now() - 31 * 60_000)
  const ended = await oldCookie(id, { endedAt: new Date(), endReason: 'SIGN_OUT' })
  const idle = await oldCookie(id, { createdAt: long, lastSeenAt: long })
  const expired = await oldCookie(id, { createdAt: long, expiresAt: new Date(Date.now() - 1) })
  return [
    ['nobody', {}],
    ['disabled', await staffCookie(disabled)],
    ['of a closed bureau', await staffCookie(homeless)],
    ['of an ended session', ended],
    ['of an idle session', idle],
    ['of an expired session', expired],
    ['of the release before', { cookie: `next-auth.session-token=${'e'.repeat(200)}` }],
    ['an owner', token],
    ['a forged cookie', { cookie: `${staffCookieName()}=${'a'.repeat(43)}` }],
  ]
}

export type Owners = { own: MadeAccount; stranger: MadeAccount }

export async function makeOwners(): Promise<Owners> {
  return { own: await makeAccount(db()), stranger: await makeAccount(db()) }
}
