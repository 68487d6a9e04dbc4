import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'

/**
 * DELETE /me/sessions/{id}: ends one session of the account, with all its tokens, immediately.
 * @throws AppError NOT_FOUND for one of another account, and for one that has ended
 */
export async function endOwnSession(actor: AccountActor, id: string): Promise<void> {
  await transact(async (tx) => {
    const { count } = await tx.accountSession.updateMany({
      where: {
        id,
        accountId: actor.id,
        personId: actor.person?.id ?? null,
        revokedAt: null,
        expiresAt: { gt: new Date() },
      },
      data: { revokedAt: new Date() },
    })
    if (count !== 1) throw new AppError('NOT_FOUND', { detail: '这处登录已经结束' })
    const subject = { subjectType: 'account', subjectId: actor.id }
    await audit(tx, actor, { action: 'session.end', ...subject, details: { sessionId: id } })
  })
}
