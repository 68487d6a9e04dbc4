import type { Tx } from '@/lib/server/database/db'
import { COUNTED_MS, OFFICER_LOCK_MS } from '../rules/identity-lock'

type Reader = Pick<Tx, 'identityMiss'>

/** The times of wrongly typed document numbers that still count, by account, latest first. */
export async function missesOf(
  reader: Reader,
  accountIds: readonly string[],
  now = new Date(),
): Promise<Map<string, Date[]>> {
  const rows = await reader.identityMiss.findMany({
    where: {
      accountId: { in: [...new Set(accountIds)] },
      at: { gt: new Date(now.getTime() - COUNTED_MS) },
      clearedAt: null,
    },
    orderBy: { at: 'desc' },
    select: { accountId: true, at: true },
  })
  return grouped(rows)
}

/** The times of an officer's wrong attempts of the last half hour, whoever they concerned, latest first. */
export async function attemptsOf(reader: Reader, staffId: string, now = new Date()): Promise<Date[]> {
  const rows = await reader.identityMiss.findMany({
    where: { staffId, at: { gt: new Date(now.getTime() - OFFICER_LOCK_MS) }, clearedAt: null },
    distinct: ['attemptId'],
    orderBy: { at: 'desc' },
    select: { at: true },
  })
  return rows.map(({ at }) => at)
}

function grouped(rows: readonly { accountId: string | null; at: Date }[]): Map<string, Date[]> {
  const byAccount = new Map<string, Date[]>()
  for (const { accountId, at } of rows) {
    if (accountId) byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), at])
  }
  return byAccount
}
