import type { PublicActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { db, transact } from '@/lib/server/database/db'
import { answeredMeanwhile } from '@/lib/server/http/idempotency'
import type { TokensDto } from '../schema'
import { addTokens, refreshTokenHash, sessionEnd } from './session-tokens'

/**
 * POST /sessions/refresh: a refresh token is used once, for the next pair, and the session lives thirty days on.
 *
 * A used one that comes again may be in a thief's hand, or the thief's own came first: the whole family ends and its
 * owner signs in anew. That holds for tokens presented at the same moment, too: one gets an answer, and the session is
 * over. A client that got no answer and asks again sends the same Idempotency-Key and gets the first answer.
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
      const live = { revokedAt: null, expiresAt: { gt: now } }
      const { count } = await tx.refreshToken.updateMany({
        where: { hash, usedAt: null, session: live },
        data: { usedAt: now },
      })
      if (count !== 1) throw new AppError('SESSION_EXPIRED')
      await tx.accountSession.update({ where: { id: sessionId }, data: { expiresAt: sessionEnd(now) } })
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

/** Ends the session of a token that was used before. A transaction of its own, that stays though the request fails. */
async function revokeFamily(
  actor: PublicActor,
  sessionId: string,
  accountId: string,
  hash: string,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.accountSession.updateMany({
      where: { id: sessionId, revokedAt: null, tokens: { some: { hash, usedAt: { not: null } } } },
      data: { revokedAt: new Date() },
    })
    if (count === 0) return
    const subject = { subjectType: 'account', subjectId: accountId }
    await audit(tx, actor, { action: 'session.revoke', ...subject, details: { sessionId, why: 'reuse' } })
  })
}
