import type { Tx } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { Prisma } from '@/prisma/client'

type FilingNotice = {
  filing: { id: string; filerId: string; ownerId: string }
  kind: 'RETURNED' | 'APPROVED' | 'DECLINED' | 'COLLECTED' | 'TRANSFERRED' | 'REMINDER'
  /** The officer's decision that it reports: the reasons are read from it. */
  decisionId?: string
}

/**
 * A notice to the filer, and to the owner where that is another, of what became of a filing. To be called inside the
 * transaction that changes it, so that both commit or neither. The words are made when the notice is read
 * (lib/features/notice/rules.ts): no pickup code is stored here.
 */
export async function notify(tx: Tx, { filing, kind, decisionId }: FilingNotice): Promise<void> {
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

type ChangeNotice = {
  changeId: string
  kind: 'CHANGE_DONE' | 'CHANGE_RETURNED'
  accountIds: readonly string[]
}

/** Notices to owners of what became of a change of their machine; inside the transaction of the change. */
export async function notifyChange(tx: Tx, { changeId, kind, accountIds }: ChangeNotice): Promise<void> {
  const createdAt = new Date()
  await tx.notice.createMany({
    data: accountIds.map((accountId) => ({ accountId, kind, changeId, createdAt })),
  })
}

type MachineNotice = {
  machineId: string
  ownerId: string
  kind: 'MACHINE_REVOKED' | 'MACHINE_REINSTATED' | 'STAGE_CORRECTED'
  reason: string
}

/** A notice to the owner of what a bureau did to the registration and why; inside the transaction of the act. */
export async function notifyMachine(tx: Tx, { ownerId, ...notice }: MachineNotice): Promise<void> {
  await tx.notice.create({ data: { ...notice, accountId: ownerId, createdAt: new Date() } })
}
