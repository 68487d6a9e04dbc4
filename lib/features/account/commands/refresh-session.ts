import type { PublicActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { db, inTransaction, transact } from '@/lib/server/database/db'
import { answeredMeanwhile } from '@/lib/server/http/idempotency'
import type { TokensDto } from '../schema'
import { addTokens, refreshTokenHash, sessionEnd } from './session-tokens'

/**
 * POST /sessions/refresh: exchanges a refresh token, once, for the next pair and extends the session by thirty days,
 * up to half a year after the sign-in.
 *
 * Reuse of a token means that it, or its successor, may be stolen: the whole session ends and the owner signs in again.
 * That includes concurrent requests with one token: one gets a response, and the session ends. A client that got no
 * response retries with the same Idempotency-Key and gets the first response.
 * @throws AppError SESSION_EXPIRED for any token that cannot be used
 */
export async function refreshSession(actor: PublicActor, refreshToken: string): Promise<TokensDto> {
  const hash = refreshTokenHash(refreshToken)
  const token = await db().refreshToken.findUnique({ where: { hash }, include: { session: true } })
  if (!token) throw new AppError('SESSION_EXPIRED')
  const { sessionId, session } = token
  try {
    return await transact(async (tx) => {
      const now = new Date()
      const expiresAt = sessionEnd(session.createdAt, now)
      if (expiresAt <= now) throw new AppError('SESSION_EXPIRED')
      const live = { revokedAt: null, expiresAt: { gt: now } }
      const { count } = await tx.refreshToken.updateMany({
        where: { hash, usedAt: null, session: live },
        data: { usedAt: now },
      })
      if (count !== 1) throw new AppError('SESSION_EXPIRED')
      await tx.accountSession.update({ where: { id: sessionId }, data: { expiresAt } })
      const subject = { subjectType: 'account', subjectId: session.accountId }
      await audit(tx, actor, { action: 'session.refresh', ...subject, details: { sessionId } })
      return addTokens(tx, session.accountId, sessionId)
    })
  } catch (error) {
    if (error instanceof AppError && !(await answeredMeanwhile(db()))) {
      await revokeFamily(actor, sessionId, session.accountId, hash)
    }
    throw error
  }
}

/** Ends the session of a reused token, in a transaction of its own, since the request's is rolled back. */
async function revokeFamily(
  actor: PublicActor,
  sessionId: string,
  accountId: string,
  hash: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.accountSession.updateMany({
      where: { id: sessionId, revokedAt: null, tokens: { some: { hash, usedAt: { not: null } } } },
      data: { revokedAt: new Date() },
    })
    if (count === 0) return
    const subject = { subjectType: 'account', subjectId: accountId }
    await audit(tx, actor, { action: 'session.revoke', ...subject, details: { sessionId, why: 'reuse' } })
  })
}
