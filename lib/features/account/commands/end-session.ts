import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { endAllSessions } from './session-tickets'

/**
 * DELETE /sessions: ends the session of the bearer token, with all its tokens, immediately.
 * @param everywhere ends all other sessions as well of whoever is signed in: the account, or the person who acts for it
 * @throws AppError UNAUTHENTICATED when it was ended in the meantime
 */
export async function endSession(actor: AccountActor, everywhere: boolean): Promise<void> {
  await transact(async (tx) => {
    const { count } = await tx.accountSession.updateMany({
      where: { id: actor.sessionId, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    if (count !== 1) throw new AppError('UNAUTHENTICATED')
    const subject = { subjectType: 'account', subjectId: actor.id }
    const others = everywhere ? { others: await endAllSessions(tx, actor.person?.id ?? actor.id) } : {}
    const action = everywhere ? 'session.end-all' : 'session.end'
    await audit(tx, actor, { action, ...subject, details: { sessionId: actor.sessionId, ...others } })
  })
}
