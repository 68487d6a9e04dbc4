import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { Prisma } from '@/prisma/client'
import { findOwnNotice, toNoticeDto } from './queries'
import type { NoticeDto, NoticeKind } from './schema'

type News = {
  filing: { id: string; filerId: string; ownerId: string }
  kind: NoticeKind
  /** Where an officer's decision is what is told: its reasons are read from it. */
  decisionId?: string
}

/**
 * Tells the filer, and the owner where that is another, what became of a filing. To be called inside the transaction
 * of the change, so that no change goes untold and no news comes before its change. The words are made when the notice
 * is read (rules.ts): no pickup code is stored here.
 */
export async function notify(tx: Tx, { filing, kind, decisionId }: News): Promise<void> {
  const accounts = [...new Set([filing.filerId, filing.ownerId])]
  const at = new Date()
  // Plain SQL: `createMany` costs the process three times as much, in every decision.
  const rows = accounts.map(
    (accountId) =>
      Prisma.sql`(${newId()}::uuid, ${accountId}::uuid, ${kind}::"NoticeKind", ${filing.id}::uuid, ${decisionId ?? null}::uuid, ${at})`,
  )
  await tx.$executeRaw`
    INSERT INTO notice (id, "accountId", kind, "filingId", "decisionId", "createdAt") VALUES ${Prisma.join(rows)}`
}

type ChangeNews = {
  changeId: string
  kind: 'CHANGE_DONE' | 'CHANGE_RETURNED'
  accountIds: readonly string[]
}

/** Tells owners what became of a change of their machine; inside the transaction of the change. */
export async function notifyChange(tx: Tx, { changeId, kind, accountIds }: ChangeNews): Promise<void> {
  const createdAt = new Date()
  await tx.notice.createMany({
    data: accountIds.map((accountId) => ({ accountId, kind, changeId, createdAt })),
  })
}

type MachineNews = {
  machineId: string
  ownerId: string
  kind: 'MACHINE_REVOKED' | 'MACHINE_REINSTATED' | 'STAGE_CORRECTED'
  reason: string
}

/** Tells the owner what a bureau did to the registration and why; inside the transaction of the act. */
export async function notifyMachine(tx: Tx, { ownerId, ...news }: MachineNews): Promise<void> {
  await tx.notice.create({ data: { ...news, accountId: ownerId, createdAt: new Date() } })
}

/**
 * Marks a notice as read. Reading it again changes nothing: the first time stays.
 * @returns the notice
 * @throws AppError NOT_FOUND when it is not this account's
 */
export function readNotice(actor: AccountActor, id: string): Promise<NoticeDto> {
  return transact(async (tx) => {
    const notice = await findOwnNotice(tx, actor, id)
    if (!notice) throw new AppError('NOT_FOUND')
    // The clocks of two servers may differ by a little; a notice is never read before it was written.
    const readAt = new Date(Math.max(Date.now(), notice.createdAt.getTime()))
    const { count } = await tx.notice.updateMany({ where: { id, readAt: null }, data: { readAt } })
    if (count === 1) await audit(tx, actor, { action: 'notice.read', subjectType: 'notice', subjectId: id })
    return toNoticeDto({ ...notice, readAt: notice.readAt ?? readAt })
  })
}
