import { decodeClientDataJSON } from '@simplewebauthn/server/helpers'
import { db } from '@/lib/server/database/db'
import type { KeyChallengePurpose } from '@/prisma/generated/enums'

/** Time to find the key, touch it and enter its PIN. */
const LIFE_MS = 5 * 60_000

/** 32 random bytes, base64url: anything else is no challenge of ours. */
const CHALLENGE = /^[\w-]{43}$/

/** Notes what was handed out to be signed. */
export async function noteChallenge(
  staffId: string,
  purpose: KeyChallengePurpose,
  challenge: string,
): Promise<void> {
  const expiresAt = new Date(Date.now() + LIFE_MS)
  await db().keyChallenge.create({ data: { challenge, staffId, purpose, expiresAt } })
}

/**
 * Uses up the challenge that an answer names, whatever comes of the answer then: each is judged once.
 * @param clientDataJSON of the answer, base64url
 * @returns the challenge; null when it is not this person's, for another purpose, used or expired
 */
export async function spendChallenge(
  staffId: string,
  purpose: KeyChallengePurpose,
  clientDataJSON: string,
): Promise<string | null> {
  const challenge = challengeIn(clientDataJSON)
  if (!challenge) return null
  const which = { challenge, staffId, purpose, expiresAt: { gt: new Date() } }
  const { count } = await db().keyChallenge.deleteMany({ where: which })
  return count === 1 ? challenge : null
}

function challengeIn(clientDataJSON: string): string | null {
  try {
    const { challenge } = decodeClientDataJSON(clientDataJSON)
    return CHALLENGE.test(challenge) ? challenge : null
  } catch {
    return null
  }
}
