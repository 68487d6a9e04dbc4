import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'

/** Subscriptions of supervisors to alerts: /api/console/watches; the alerts: /api/console/alerts. */

export const WATCH_KINDS = [
  'OVERDUE_FILINGS',
  'UNUSUAL_REVIEWER',
  'SERIES_NEARLY_EMPTY',
  'SAME_PHOTO',
] as const
export type WatchKind = (typeof WATCH_KINDS)[number]

export const WATCH_LABELS: Record<WatchKind, string> = {
  OVERDUE_FILINGS: '登记超期',
  UNUSUAL_REVIEWER: '审核异常',
  SERIES_NEARLY_EMPTY: '号段将用完',
  SAME_PHOTO: '照片重复使用',
}

/** Stored facts of each kind: figures only, no personal data. */
export const overdueFacts = z.object({ count: z.number(), oldestDueAt: z.string() })
export const reviewerFacts = z.object({
  decisions: z.number(),
  approvals: z.number(),
  /** Approvals decided in less than `quickSeconds` after the claim. */
  quick: z.number(),
  returned: z.number(),
  /** Of the other reviewers of the same city or province. */
  othersDecisions: z.number(),
  othersReturned: z.number(),
  quickSeconds: z.number(),
  why: z.array(z.enum(['QUICK', 'RETURNS_MANY', 'RETURNS_FEW'])),
})
export const seriesFacts = z.object({ prefix: z.string(), left: z.number(), warnBelow: z.number() })
/** `filingIds`: latest first, at most 20. */
export const photoFacts = z.object({ count: z.number(), filingIds: z.array(z.uuid()) })

export const FACTS = {
  OVERDUE_FILINGS: overdueFacts,
  UNUSUAL_REVIEWER: reviewerFacts,
  SERIES_NEARLY_EMPTY: seriesFacts,
  SAME_PHOTO: photoFacts,
} as const satisfies Record<WatchKind, z.ZodType>

export const watch = z.object({
  id: z.uuid(),
  kind: z.enum(WATCH_KINDS),
  divisionCode: z.string(),
  divisionName: z.string(),
})
export type Watch = z.output<typeof watch>

export const alert = z.object({
  id: z.uuid(),
  kind: z.enum(WATCH_KINDS),
  /** 3: work has stopped; 2: check today; 1: check when there is time. */
  urgency: z.number().int(),
  divisionCode: z.string(),
  divisionName: z.string(),
  sentence: z.string(),
  foundAt: z.iso.datetime(),
  /** Hidden by the reader until its level rises. */
  aside: z.boolean(),
  /** UNUSUAL_REVIEWER: the reviewer. */
  staffId: z.uuid().nullable(),
  /** SAME_PHOTO: the filings in the reader's area. */
  filings: z.array(
    z.object({ id: z.uuid(), districtName: z.string(), registrationNumber: z.string().nullable() }),
  ),
})
export type Alert = z.output<typeof alert>

const auth = 'staff' as const
const action = 'watch.use' as const
const params = z.object({ id: z.uuid() })

export const listWatchesEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/watches',
  summary: '我关注的提醒',
  auth,
  action,
  response: z.object({ data: z.array(watch) }),
})
export const addWatchesEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/watches',
  summary: '关注提醒（本辖区或其中一部分）',
  auth,
  action,
  body: z.object({
    kinds: z.array(z.enum(WATCH_KINDS)).min(1, '请选择要关注的提醒').max(WATCH_KINDS.length),
    /** Default: the actor's area. */
    divisionCode: z.string().regex(DIVISION_CODE_PATTERN, '请选择区划').optional(),
  }),
  response: z.object({ data: z.array(watch) }),
  status: 201,
})
export const removeWatchEndpoint = endpoint({
  method: 'DELETE',
  path: '/api/console/watches/{id}',
  summary: '取消关注',
  auth,
  action,
  params,
})

export const listAlertsEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/alerts',
  summary: '我关注的、尚未结束的提醒，最急的在前',
  auth,
  action,
  query: z.object({
    /** `true`: hidden alerts instead of the others. */
    aside: z.stringbool().default(false),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({
    data: z.array(alert),
    total: z.number().int(),
    /** Last check; null if there was none since the reader last switched on an alert. */
    checkedAt: z.iso.datetime().nullable(),
  }),
})
export const putAsideEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/alerts/{id}/seen',
  summary: '暂不提醒（情况加重时再次提醒）',
  auth,
  action,
  params,
})
export const takeBackEndpoint = endpoint({
  method: 'DELETE',
  path: '/api/console/alerts/{id}/seen',
  summary: '恢复提醒',
  auth,
  action,
  params,
})
