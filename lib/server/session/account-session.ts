import { createSecretKey, type KeyObject } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { type AccountActor, proveActor } from '@/lib/core/actor'
import { UNIT_ROLES } from '@/lib/core/unit-role'
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

const accountRow = z.object({
  id: z.uuid(),
  type: z.enum(['PERSON', 'UNIT']),
  name: z.string(),
  personId: z.uuid().nullable(),
  personName: z.string().nullable(),
  unitRole: z.enum(UNIT_ROLES).nullable(),
})

/**
 * The owner behind `Authorization: Bearer …`, and who acts for it; null when the token or its session is not valid, or the
 * unit has taken this person's (or its own phone's) place away.
 */
export async function findAccountActor(header: string | null): Promise<AccountActor | null> {
  const token = header?.match(/^Bearer (\S+)$/i)?.[1]
  if (!token) return null
  const verified = await jwtVerify(token, tokenKey(), { algorithms: ['HS256'] }).catch(() => null)
  const parsed = claims.safeParse(verified?.payload)
  if (!parsed.success) return null
  const { sub, sid } = parsed.data
  const [row] = await readRows(accountRow)`
    SELECT a.id, a.type::text AS type, a.name, p.id AS "personId", p.name AS "personName", m.role::text AS "unitRole"
    FROM account_session s JOIN account a ON a.id = s."accountId" LEFT JOIN account p ON p.id = s."personId"
      LEFT JOIN unit_member m ON m."unitId" = a.id AND m."personId" = coalesce(s."personId", a.id) AND m."endedAt" IS NULL
    WHERE s.id = ${sid}::uuid AND a.id = ${sub}::uuid AND s."revokedAt" IS NULL AND s."expiresAt" > ${new Date()}
      AND a."closedAt" IS NULL AND p."closedAt" IS NULL AND (a.type = 'PERSON' OR m.id IS NOT NULL)`
  if (!row) return null
  const { personId, personName, ...account } = row
  const person = personId === null ? null : { id: personId, name: personName ?? '' }
  return proveActor({ kind: 'ACCOUNT', ...account, person, sessionId: sid })
}
