import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** Preview of how a rule would move the deadlines of open filings: /api/console/settings/rules/{key}/deadlines. */

export const deadlineSettingKey = z.enum(['review-deadline', 'calendar'])
export type DeadlineSettingKey = z.output<typeof deadlineSettingKey>

export const deadlineMoves = z.object({
  /** Open filings of the area. */
  open: z.number().int(),
  /** Of these, those whose due date moves. */
  earlier: z.number().int(),
  later: z.number().int(),
  /** Only the warning date moves. */
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
  /** As for setting the rule; null: the division's own value is removed. */
  body: z.object({ value: z.json() }),
  response: deadlineMoves,
})
