import type { Tx } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { Prisma } from '@/prisma/client'

type FilingNotice = {
  filing: { id: string; filerId: string; ownerId: string }
  kind:
    | 'RETURNED'
    | 'APPROVED'
    | 'DECLINED'
    | 'COLLECTED'
    | 'TRANSFERRED'
    | 'REMINDER'
    | 'ASSISTED'
    | 'FILED_FOR_YOU'
  /** The officer's decision, from which the reasons are read. */
  decisionId?: string
}

/**
 * Notifies the filer, and the owner if different, of a change of a filing's status. Call inside the transaction of the
 * change, so that both commit or neither; the database adds the text message of those kinds that have one (docs/decisions/0070). The text is composed when the notice is read (lib/features/notice/rules.ts):
 * no pickup code is stored.
 */
export function notify(tx: Tx, notice: FilingNotice): Promise<void> {
  return notifyAll(tx, [notice])
}

/** The same for several filings, in one statement. */
export async function notifyAll(tx: Tx, notices: readonly FilingNotice[]): Promise<void> {
  const at = new Date()
  // Plain SQL: `createMany` takes three times the CPU time, in every decision.
  const rows = notices.flatMap(({ filing, kind, decisionId }) =>
    [...new Set([filing.filerId, filing.ownerId])].map(
      (accountId) =>
        Prisma.sql`(${newId()}::uuid, ${accountId}::uuid, ${kind}::"NoticeKind", ${filing.id}::uuid, ${decisionId ?? null}::uuid, ${at})`,
    ),
  )
  await tx.$executeRaw`
    INSERT INTO notice (id, "accountId", kind, "filingId", "decisionId", "createdAt") VALUES ${Prisma.join(rows)}`
}

type ChangeNotice = {
  changeId: string
  kind: 'CHANGE_DONE' | 'CHANGE_RETURNED'
  accountIds: readonly string[]
}

/** Notifies owners of the outcome of a change of their machine; inside the transaction of the change. */
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
  /** Legal basis and remedies, as the bureau states them now. */
  basis: string | null
  remedies: string | null
}

/** Notifies the owner of a bureau's act on the registration and its reason; inside the transaction of the act. */
export async function notifyMachine(tx: Tx, { ownerId, ...notice }: MachineNotice): Promise<void> {
  await tx.notice.create({ data: { ...notice, accountId: ownerId, createdAt: new Date() } })
}

type SuccessionNotice = {
  successionId: string
  kind: 'SUCCESSION_FILED' | 'SUCCESSION_RECEIVED' | 'SUCCESSION_OBJECTED' | 'SUCCESSION_ENDED'
  accountIds: readonly string[]
}

/**
 * Notifies those of the accounts that somebody can sign in to; inside the transaction of the act.
 * @returns ids of those who have a notice
 */
export async function notifySuccession(
  tx: Tx,
  { successionId, kind, accountIds }: SuccessionNotice,
): Promise<string[]> {
  const open = await tx.account.findMany({
    where: { id: { in: [...accountIds] }, registeredAt: { not: null }, closedAt: null },
    select: { id: true },
  })
  const createdAt = new Date()
  await tx.notice.createMany({
    data: open.map(({ id }) => ({ accountId: id, kind, successionId, createdAt })),
  })
  return open.map(({ id }) => id)
}
