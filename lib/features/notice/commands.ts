import type { Tx } from '@/lib/server/db'
import type { NoticeKind } from './schema'

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
  await tx.notice.createMany({
    data: accounts.map((accountId) => ({
      accountId,
      kind,
      filingId: filing.id,
      decisionId: decisionId ?? null,
    })),
  })
}
