import { AppError } from '@/lib/core/app-error'
import type { Tx } from '@/lib/server/database/db'
import { requestContext } from '@/lib/server/http/request-context'
import { randomToken, tokenHash } from '@/lib/server/secrets/secrets'
import { ACCESS_TOKEN_SECONDS, signAccessToken } from '@/lib/server/session/account-session'
import { deviceCookie, ownerDeviceName, readDevice } from '@/lib/server/session/device-cookie'
import { deviceWords } from '@/lib/server/session/device-words'
import { SESSION_SECONDS, WHOLE_SESSION_SECONDS } from '../rules'
import type { TokensDto } from '../schema'
import { markUsed } from './quiet'

/** A refresh token is 256 random bits; only its hash is stored. */
const REFRESH_TOKEN_BYTES = 32

export function refreshTokenHash(token: string): string {
  return tokenHash(`refresh:${token}`)
}

/** End of a session that is used now. @param openedAt time of the sign-in */
export function sessionEnd(openedAt: Date, now: Date): Date {
  const afterUse = now.getTime() + SESSION_SECONDS * 1000
  return new Date(Math.min(afterUse, openedAt.getTime() + WHOLE_SESSION_SECONDS * 1000))
}

type Opened = {
  accountId: string
  /** Who acts for the unit that the account is. */
  personId?: string | null
  /** When that person signed in, where this session follows another: a session is no older for having been changed. */
  openedAt?: Date
}

/**
 * Opens a session of an account on the device of the current request, with its first pair of tokens.
 * @throws AppError INVALID_CREDENTIALS for a unit in which whoever signs in has no place (any more)
 */
export async function openTokens(
  tx: Tx,
  { accountId, personId = null, openedAt }: Opened,
): Promise<TokensDto & { sessionId: string }> {
  await requirePlace(tx, accountId, personId)
  const now = new Date()
  const createdAt = openedAt ?? now
  const device = deviceWords(requestContext.getStore()?.userAgent ?? null)
  const data = { accountId, personId, createdAt, expiresAt: sessionEnd(createdAt, now), device }
  const session = await tx.accountSession.create({ data })
  return { ...(await addTokens(tx, accountId, session.id)), sessionId: session.id }
}

/** Locked, so that a place that is taken away at this moment takes this session with it. */
async function requirePlace(tx: Tx, unitId: string, personId: string | null): Promise<void> {
  const { type } = await tx.account.findUniqueOrThrow({ where: { id: unitId }, select: { type: true } })
  if (type === 'PERSON') return
  const places = await tx.$queryRaw<unknown[]>`
    SELECT id FROM unit_member WHERE "unitId" = ${unitId}::uuid AND "personId" = ${personId ?? unitId}::uuid
      AND "endedAt" IS NULL FOR SHARE`
  if (places.length > 0) return
  const detail = personId
    ? '您已不能代该单位办理；请联系该单位的管理人员'
    : '该单位已停用这个手机号的登录，请用您本人的个人账号登录后，代单位办理'
  throw new AppError('INVALID_CREDENTIALS', { detail })
}

/** Issues a further pair of tokens of a session. */
export async function addTokens(tx: Tx, accountId: string, sessionId: string): Promise<TokensDto> {
  const refreshToken = randomToken(REFRESH_TOKEN_BYTES)
  await markUsed(tx, accountId)
  await tx.refreshToken.create({ data: { hash: refreshTokenHash(refreshToken), sessionId } })
  rememberDevice(accountId)
  const accessToken = await signAccessToken(accountId, sessionId)
  return { accessToken, refreshToken, expiresInSeconds: ACCESS_TOKEN_SECONDS }
}

/** The browser will be known again when the owner signs in by password (sign-in-lock.ts); programs may leave the cookie aside. */
function rememberDevice(accountId: string): void {
  const context = requestContext.getStore()
  if (!context) return
  const former = readDevice('owner', context.cookie?.(ownerDeviceName()))
  context.setCookie = deviceCookie('owner', former, accountId)
}
