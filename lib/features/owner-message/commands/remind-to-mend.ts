import { SYSTEM } from '@/lib/core/actor'
import { DAY_MS } from '@/lib/core/clock'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { db, transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'

/** Filings read at once. */
const BATCH = 500

/**
 * Reminds of filings that were returned some days ago and are neither mended nor withdrawn, once for each return. The lock of the
 * filing's row lets one of several servers remind.
 * @returns how many filings were reminded of
 */
export async function remindToMend(now = new Date()): Promise<number> {
  const { mendDays } = await findSetting(db(), 'owner-messages', null)
  const before = new Date(now.getTime() - mendDays * DAY_MS)
  let reminded = 0
  for (let after: string | undefined; ; ) {
    const rows = await db().filing.findMany({
      where: { status: 'RETURNED', reviewedAt: { lte: before }, ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true },
    })
    for (const { id } of rows) if (await remind(id, before)) reminded += 1
    after = rows.at(-1)?.id
    if (rows.length < BATCH) return reminded
  }
}

function remind(id: string, before: Date): Promise<boolean> {
  return transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM filing WHERE id = ${id}::uuid FOR NO KEY UPDATE`
    const filing = await tx.filing.findFirst({
      where: { id, status: 'RETURNED', reviewedAt: { lte: before } },
      select: { id: true, filerId: true, ownerId: true, reviewedAt: true, districtCode: true },
    })
    if (!filing?.reviewedAt) return false
    const since = { filingId: id, kind: 'REMINDER' as const, createdAt: { gte: filing.reviewedAt } }
    if ((await tx.notice.count({ where: since })) > 0) return false
    await notify(tx, { filing, kind: 'REMINDER' })
    const { districtCode } = filing
    await audit(tx, SYSTEM, { action: 'filing.remind', subjectType: 'filing', subjectId: id, districtCode })
    return true
  })
}
