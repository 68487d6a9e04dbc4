import { type StaffActor, SYSTEM } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { setRule } from '@/lib/features/setting/commands/rules'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { RETENTION_KEYS, type RetentionKey } from '@/lib/features/setting/schema/retention'
import { audit } from '@/lib/server/audit/audit'
import { allowTime } from '@/lib/server/database/allow-time'
import { db, transact } from '@/lib/server/database/db'
import { countDue, deleteDue, endOfPeriod, listRetention } from './queries'
import type { RetentionRow } from './schema'

/** Rows deleted in one transaction. */
const BATCH = 500

/**
 * Sets the period of one table of the whole country, and whether its old rows are deleted.
 * @returns the row as the page shows it
 * @throws AppError INVALID for a period that is too short
 */
export async function setRetention(
  actor: StaffActor,
  key: RetentionKey,
  period: { days: number; on: boolean },
): Promise<RetentionRow> {
  const periods = await findSetting(db(), 'retention', null)
  await setRule(actor, 'retention', { ...periods, [key]: period })
  const { data } = await listRetention()
  const row = data.find((each) => each.key === key)
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/**
 * Deletes what is older than its period, in the tables that are switched on: batch by batch, each with the audit row that
 * counts it, so that a run which breaks off has recorded what it did. Switched off meanwhile, it stops at the next batch.
 * @returns how many rows were deleted
 */
export async function applyRetention(now = new Date()): Promise<number> {
  let all = 0
  for (const key of RETENTION_KEYS) all += await applyTo(key, now)
  return all
}

async function applyTo(key: RetentionKey, now: Date): Promise<number> {
  const { days, on } = (await findSetting(db(), 'retention', null))[key]
  if (!on) return 0
  const before = endOfPeriod(days, now)
  const { due } = await countDue(key, before)
  if (due === 0) return 0
  const { id } = await db().retentionRun.create({ data: { key, before, total: due } })
  let deleted = 0
  for (let last = BATCH; last === BATCH; deleted += last) last = await deleteBatch(id, key, days, before)
  await db().retentionRun.update({ where: { id }, data: { finishedAt: new Date() } })
  return deleted
}

function deleteBatch(runId: string, key: RetentionKey, days: number, before: Date): Promise<number> {
  return transact(async (tx) => {
    await allowTime(tx, 'background')
    const { on } = (await findSetting(tx, 'retention', null))[key]
    const count = on ? await deleteDue(tx, key, before, BATCH) : 0
    if (count === 0) return 0
    await tx.retentionRun.update({ where: { id: runId }, data: { deleted: { increment: count } } })
    await audit(tx, SYSTEM, {
      action: 'retention.delete',
      subjectType: 'setting',
      subjectId: 'retention/000000',
      details: { retention: key, count, days },
    })
    return count
  })
}
