import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit'
import { transact } from '@/lib/server/db'

/**
 * DELETE /sessions: ends the session of the bearer token, with all its tokens, at once.
 * @throws AppError UNAUTHENTICATED when it was ended in the meantime
 */
export async function endSession(actor: AccountActor): Promise<void> {
  await transact(async (tx) => {
    const { count } = await tx.accountSession.updateMany({
      where: { id: actor.sessionId, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    if (count !== 1) throw new AppError('UNAUTHENTICATED')
    const subject = { subjectType: 'account', subjectId: actor.id }
    await audit(tx, actor, { action: 'session.end', ...subject, details: { sessionId: actor.sessionId } })
  })
}
