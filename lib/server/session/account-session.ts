import { createSecretKey, type KeyObject } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { type AccountActor, proveActor } from '@/lib/core/actor'
import { readRows } from '@/lib/server/database/db'
import { keyFor } from '@/lib/server/secrets/secrets'

/** Access tokens are short-lived; the session row is still read each time, so that a password reset ends all sessions at once. */
export const ACCESS_TOKEN_SECONDS = 900

const claims = z.object({ sub: z.uuid(), sid: z.uuid() })

let key: KeyObject | undefined

/** One object, since jose caches its prepared key per object. */
function tokenKey(): KeyObject {
  key ??= createSecretKey(keyFor('access-token'))
  return key
}

/** Signs an access token for one session of an account. */
export function signAccessToken(accountId: string, sessionId: string): Promise<string> {
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(accountId)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
    .sign(tokenKey())
}

const accountRow = z.object({ id: z.uuid(), type: z.enum(['PERSON', 'UNIT']), name: z.string() })

/** The owner behind `Authorization: Bearer …`; null when the token or its session is not valid. */
export async function findAccountActor(header: string | null): Promise<AccountActor | null> {
  const token = header?.match(/^Bearer (\S+)$/i)?.[1]
  if (!token) return null
  const verified = await jwtVerify(token, tokenKey(), { algorithms: ['HS256'] }).catch(() => null)
  const parsed = claims.safeParse(verified?.payload)
  if (!parsed.success) return null
  const { sub, sid } = parsed.data
  const [account] = await readRows(accountRow)`
    SELECT a.id, a.type::text AS type, a.name FROM account_session s JOIN account a ON a.id = s."accountId"
    WHERE s.id = ${sid}::uuid AND a.id = ${sub}::uuid AND s."revokedAt" IS NULL AND a."closedAt" IS NULL AND s."expiresAt" > ${new Date()}`
  return account ? proveActor({ kind: 'ACCOUNT', ...account, sessionId: sid }) : null
}
