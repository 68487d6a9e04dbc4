import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** How the deadlines of open filings follow their rules: /api/console/settings/rules/{key}/deadlines. */

export const deadlineSettingKey = z.enum(['review-deadline', 'calendar'])
export type DeadlineSettingKey = z.output<typeof deadlineSettingKey>

export const deadlineMoves = z.object({
  /** Open filings of the area. */
  open: z.number().int(),
  /** Of these, by how the day on which they are due moves. */
  earlier: z.number().int(),
  later: z.number().int(),
  /** Only the day of the warning moves. */
  warned: z.number().int(),
})
export type DeadlineMoves = z.output<typeof deadlineMoves>

export const previewDeadlinesEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/settings/rules/{key}/deadlines',
  summary: '预览规则对在办登记期限的影响（不保存）',
  auth: 'staff',
  action: 'setting.manage',
  params: z.object({ key: deadlineSettingKey }),
  /** As for setting the rule; null: for taking one's own away. */
  body: z.object({ value: z.json() }),
  response: deadlineMoves,
})
