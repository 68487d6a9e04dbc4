import type { Tx } from '@/lib/server/database/db'
import { randomToken, tokenHash } from '@/lib/server/secrets/secrets'
import type { Device } from '@/lib/server/session/device-cookie'
import { SESSION_SECONDS } from '@/lib/server/session/staff-cookie'
import type { SessionEnd } from '@/prisma/generated/enums'

/** Whence somebody signs in. */
export type Browser = {
  address: string
  /** Browser and system in words. */
  device: string
  /** Of the session that its cookie holds, if any. */
  token?: string | undefined
  /** Who has signed in there before, if anybody. */
  former?: Device | null
}

/**
 * Opens a session, in the transaction of the sign-in; the one that this browser had ends.
 * @param rule that holds for it
 * @returns the token for the cookie, which is stored nowhere
 */
export async function openSession(
  tx: Tx,
  staffId: string,
  rule: { idleMinutes: number; factorRequired: boolean },
  { address, device, token: former }: Browser,
): Promise<string> {
  const now = new Date()
  if (former) await endSessions(tx, { tokenHash: tokenHash(former) }, 'REPLACED')
  const token = randomToken(32)
  await tx.staffSession.create({
    data: {
      staffId,
      tokenHash: tokenHash(token),
      createdAt: now,
      lastSeenAt: now,
      ...rule,
      expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
      address,
      device,
    },
  })
  return token
}

type Which = { id?: string | { not: string }; staffId?: string; tokenHash?: string }

/** @returns how many ended; those that had ended stay as they are */
export async function endSessions(tx: Tx, which: Which, endReason: SessionEnd): Promise<number> {
  const where = { ...which, endedAt: null }
  const { count } = await tx.staffSession.updateMany({ where, data: { endedAt: new Date(), endReason } })
  return count
}
