import type { Tx } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { Prisma } from '@/prisma/client'

type News = {
  filing: { id: string; filerId: string; ownerId: string }
  kind: 'RETURNED' | 'APPROVED' | 'DECLINED' | 'COLLECTED' | 'TRANSFERRED' | 'REMINDER'
  /** Where an officer's decision is what is told: its reasons are read from it. */
  decisionId?: string
}

/**
 * Tells the filer, and the owner where that is another, what became of a filing. To be called inside the transaction
 * of the change, so that no change goes untold and no news comes before its change. The words are made when the notice
 * is read (lib/features/notice/rules.ts): no pickup code is stored here.
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
