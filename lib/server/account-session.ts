import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { type AccountActor, proveActor } from '@/lib/core/actor'
import { db } from './db'
import { keyFor } from './secrets'

/** An access token is short-lived; the session row is still asked each time, so that a password reset ends all at once. */
export const ACCESS_TOKEN_SECONDS = 900

const claims = z.object({ sub: z.uuid(), sid: z.uuid() })

/** A bearer token for one session of an account. */
export function signAccessToken(accountId: string, sessionId: string): Promise<string> {
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(accountId)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
    .sign(keyFor('access-token'))
}

/** The owner behind `Authorization: Bearer …`; null when the token or its session is not valid. */
export async function findAccountActor(header: string | null): Promise<AccountActor | null> {
  const token = header?.match(/^Bearer (\S+)$/i)?.[1]
  if (!token) return null
  const verified = await jwtVerify(token, keyFor('access-token'), { algorithms: ['HS256'] }).catch(() => null)
  const parsed = claims.safeParse(verified?.payload)
  if (!parsed.success) return null
  const session = await db().accountSession.findUnique({
    where: { id: parsed.data.sid },
    include: { account: { select: { id: true, type: true, name: true } } },
  })
  if (
    !session ||
    session.revokedAt ||
    session.expiresAt <= new Date() ||
    session.accountId !== parsed.data.sub
  )
    return null
  const { account } = session
  return proveActor({
    kind: 'ACCOUNT',
    id: account.id,
    type: account.type,
    name: account.name,
    sessionId: session.id,
  })
}
