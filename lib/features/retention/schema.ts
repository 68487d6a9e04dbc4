import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { RETENTION_KEYS } from '@/lib/features/setting/schema/retention'

/** What is older than its period, shown before anything is deleted: administrators of the whole country. */

const at = z.iso.datetime()
const key = z.enum(RETENTION_KEYS)
const count = z.number().int()

export const retentionRow = z.object({
  key,
  days: count,
  on: z.boolean(),
  /** Rows that the next run would delete. */
  due: count,
  /** Time of the oldest of them. */
  oldest: at.nullable(),
  lastRun: z.object({ startedAt: at, finishedAt: at.nullable(), total: count, deleted: count }).nullable(),
})
export type RetentionRow = z.output<typeof retentionRow>

const path = '/api/console/retention'
const common = { auth: 'staff' as const, action: 'retention.manage' as const }

export const listRetentionEndpoint = endpoint({
  method: 'GET',
  path,
  summary: '各表的保存期限、到期条数和最近一次清理',
  ...common,
  response: z.object({ data: z.array(retentionRow) }),
})
export const setRetentionEndpoint = endpoint({
  method: 'PUT',
  path: `${path}/{key}`,
  summary: '设定一张表的保存期限，开启或停止清理',
  ...common,
  params: z.object({ key }),
  body: z.strictObject({ days: count, on: z.boolean() }),
  response: retentionRow,
})
