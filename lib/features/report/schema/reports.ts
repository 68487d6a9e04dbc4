import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'
import { machineStatus } from '@/lib/features/machine/schema/status'

/** Figures of an area: /api/console/reports. Updated incrementally (docs/decisions/0014) and therefore always current. */

export const areaCode = z.string().regex(DIVISION_CODE_PATTERN, '行政区划代码应为 6 位数字')
export const reportMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份格式应为 年-月，如 2026-11')
const count = z.number().int()

const area = {
  /** Default: the officer's own. */
  areaCode: areaCode.optional(),
  /** First and last month; default: twelve months, up to now. */
  from: reportMonth.optional(),
  to: reportMonth.optional(),
}

export const reportArea = z.object({
  code: z.string(),
  name: z.string(),
  /** From the officer's own area down to this one. */
  path: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Whether there is a level below. */
  divided: z.boolean(),
})
export type ReportArea = z.output<typeof reportArea>

/** Of the same month a year earlier; null where nothing was recorded yet. */
const yearBefore = count.nullable()

const part = z.object({ code: z.string(), name: z.string(), count })
export type StockPart = z.output<typeof part>

export const stockReport = z.object({
  area: reportArea,
  status: machineStatus,
  from: reportMonth,
  to: reportMonth,
  total: count,
  byArea: z.array(part),
  /** Empty code: not filled in. */
  byCategory: z.array(part),
  byStage: z.array(part),
  byFuel: z.array(part),
  byPlace: z.array(part),
  /** By year of manufacture, newest first; 0: unknown. */
  byYear: z.array(z.object({ year: z.number().int(), count })),
  /** Current machines by month of registration, for every month of the period. */
  byMonth: z.array(z.object({ month: reportMonth, count, yearBefore })),
})
export type StockReport = z.output<typeof stockReport>

export const getStockReportEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/reports/stock',
  summary: '机械保有量统计',
  auth: 'staff',
  action: 'report.read',
  query: z.object({ ...area, status: machineStatus.default('ACTIVE') }),
  response: stockReport,
})

/** Decisions by result and by timeliness: before the day of the deadline, on it, after it. */
const decisions = z.object({
  approved: count,
  returned: count,
  declined: count,
  before: count,
  on: count,
  over: count,
  /** Hours from submission to decision, rounded to days from three days on; null without decisions. */
  medianHours: z.number().nullable(),
})
export type Decisions = z.output<typeof decisions>

/** Limit of bureaus and of reviewers in a report. */
export const MAX_DECIDERS = 100

export const reviewReport = z.object({
  area: reportArea,
  from: reportMonth,
  to: reportMonth,
  received: z.object({ first: count, again: count }),
  decisions,
  /** 退回原因, the most frequent first. */
  reasons: z.array(part),
  byMonth: z.array(
    z.object({
      month: reportMonth,
      received: count,
      /** Received in the same month of the year before. */
      yearBefore,
      approved: count,
      returned: count,
      declined: count,
      over: count,
    }),
  ),
  /** Current figures, independent of the period. */
  now: z.object({ waiting: count, overdue: count, toCollect: count }),
  /** The busiest first, at most MAX_DECIDERS; reviewers likewise. */
  byBureau: z.array(decisions.extend({ id: z.uuid(), name: z.string() })),
  /** Empty unless the area is a city or a district. */
  byReviewer: z.array(decisions.extend({ id: z.uuid(), name: z.string(), bureauName: z.string() })),
})
export type ReviewReport = z.output<typeof reviewReport>

export const getReviewReportEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/reports/review',
  summary: '审核办理统计',
  auth: 'staff',
  action: 'report.read',
  query: z.object(area),
  response: reviewReport,
})

export type StockQuery = z.output<(typeof getStockReportEndpoint)['query']>
export type ReviewQuery = z.output<(typeof getReviewReportEndpoint)['query']>
