import { z } from 'zod'
import { DAY_MS } from '@/lib/core/clock'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { RETENTION_KEYS, type RetentionKey } from '@/lib/features/setting/schema/retention'
import { db, longTransaction, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import type { RetentionRow } from './schema'

/** Which rows are over, by the table's own time. */
const DUE: Record<RetentionKey, { table: string; at: string; where: string }> = {
  drafts: {
    table: 'filing',
    at: '"updatedAt"',
    where: `status = 'DRAFT' AND revision = 0 AND "assistedBureauId" IS NULL`,
  },
  notices: { table: 'notice', at: '"createdAt"', where: '"readAt" IS NOT NULL' },
  certificates: { table: 'certificate', at: '"validUntil"', where: 'true' },
  'machine-users': { table: 'machine_user', at: '"untilDay"', where: 'true' },
  exports: { table: 'machine_export', at: '"finishedAt"', where: '"storageKey" IS NULL' },
  'print-jobs': { table: 'print_job', at: '"finishedAt"', where: '"storageKey" IS NULL' },
  'identity-misses': { table: 'identity_miss', at: 'at', where: 'true' },
  // Those by which a machine went to another owner stay with the registration.
  successions: {
    table: 'succession',
    at: '"endedAt"',
    where: `status IN ('REJECTED', 'WITHDRAWN', 'LAPSED')`,
  },
}

/** Our own texts, no input. */
function dueSql(key: RetentionKey, before: Date) {
  const { table, at, where } = DUE[key]
  return {
    table: Prisma.raw(table),
    at: Prisma.raw(at),
    where: Prisma.sql`${Prisma.raw(where)} AND ${Prisma.raw(at)} < ${before}`,
  }
}

const figures = z.object({ due: z.int(), oldest: z.date().nullable() })

export async function countDue(key: RetentionKey, before: Date): Promise<z.output<typeof figures>> {
  const { table, at, where } = dueSql(key, before)
  const [row] = await longTransaction(
    'report',
    (tx) =>
      rowsOf(tx, figures)`SELECT count(*)::int AS due, min(${at}) AS oldest FROM ${table} WHERE ${where}`,
  )
  return row ?? { due: 0, oldest: null }
}

/** Deletes at most `limit` rows that are over; rows that somebody is working on wait for the next run. @returns how many */
export function deleteDue(tx: Tx, key: RetentionKey, before: Date, limit: number): Promise<number> {
  const { table, where } = dueSql(key, before)
  return tx.$executeRaw`
    DELETE FROM ${table} WHERE id IN (
      SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)`
}

/** Rows older than this are over. */
export const endOfPeriod = (days: number, now = new Date()): Date => new Date(now.getTime() - days * DAY_MS)

/** Every table with its period, what the next run would delete, and the last run. */
export async function listRetention(): Promise<{ data: RetentionRow[] }> {
  const periods = await findSetting(db(), 'retention', null)
  const data = await Promise.all(
    RETENTION_KEYS.map(async (key) => {
      const { days, on } = periods[key]
      const { due, oldest } = await countDue(key, endOfPeriod(days))
      const last = await db().retentionRun.findFirst({ where: { key }, orderBy: { startedAt: 'desc' } })
      return {
        key,
        days,
        on,
        due,
        oldest: oldest?.toISOString() ?? null,
        lastRun: last && {
          startedAt: last.startedAt.toISOString(),
          finishedAt: last.finishedAt?.toISOString() ?? null,
          total: last.total,
          deleted: last.deleted,
        },
      }
    }),
  )
  return { data }
}
