import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { findOwnNotice, toNoticeDto } from './queries'
import type { NoticeDto } from './schema'

/**
 * Marks a notice as read; the time of the first reading is never overwritten.
 * @returns the notice
 * @throws AppError NOT_FOUND if it is not this account's
 */
export function readNotice(actor: AccountActor, id: string): Promise<NoticeDto> {
  return transact(async (tx) => {
    const notice = await findOwnNotice(tx, actor, id)
    if (!notice) throw new AppError('NOT_FOUND')
    // The clocks of two servers may differ slightly; readAt must not be earlier than createdAt.
    const readAt = new Date(Math.max(Date.now(), notice.createdAt.getTime()))
    const { count } = await tx.notice.updateMany({ where: { id, readAt: null }, data: { readAt } })
    if (count === 1) await audit(tx, actor, { action: 'notice.read', subjectType: 'notice', subjectId: id })
    return toNoticeDto({ ...notice, readAt: notice.readAt ?? readAt })
  })
}

/** Marks all notices of the account as read. @returns how many are unread now: those that came meanwhile */
export function readAllNotices(actor: AccountActor): Promise<{ unread: number }> {
  return transact(async (tx) => {
    const now = new Date()
    const unread = { accountId: actor.id, readAt: null }
    // Of a server whose clock is ahead: readAt must not be earlier than createdAt.
    const { count } = await tx.notice.updateMany({
      where: { ...unread, createdAt: { lte: now } },
      data: { readAt: now },
    })
    const subject = { subjectType: 'account', subjectId: actor.id }
    if (count > 0) await audit(tx, actor, { action: 'notice.read', ...subject, details: { count } })
    return { unread: await tx.notice.count({ where: unread }) }
  })
}
