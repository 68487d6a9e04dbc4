import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'
import { machineStatus } from '@/lib/features/machine/schema/status'

/** Figures of an area: /api/console/reports. Kept by increments (docs/decisions/0014), so they are those of this moment. */

/** `2026-11` */
export const reportMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份格式应为 年-月，如 2026-11')
const count = z.number().int()

const area = {
  /** Absent: the officer's own. */
  areaCode: z.string().regex(DIVISION_CODE_PATTERN, '行政区划代码应为 6 位数字').optional(),
  /** First and last month; absent: the twelve months up to now. */
  from: reportMonth.optional(),
  to: reportMonth.optional(),
}

export const reportArea = z.object({
  code: z.string(),
  name: z.string(),
  /** From the officer's own area down to this one. */
  path: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Is there a level below? */
  divided: z.boolean(),
})
export type ReportArea = z.output<typeof reportArea>

const part = z.object({ code: z.string(), name: z.string(), count })
export type StockPart = z.output<typeof part>

export const stockReport = z.object({
  area: reportArea,
  status: machineStatus,
  from: reportMonth,
  to: reportMonth,
  total: count,
  byArea: z.array(part),
  /** An empty code: not told. */
  byCategory: z.array(part),
  byStage: z.array(part),
  byFuel: z.array(part),
  byPlace: z.array(part),
  /** By year of manufacture, newest first; 0: not known. */
  byYear: z.array(z.object({ year: z.number().int(), count })),
  /** Machines of today by the month of their registration, every month of the period. */
  byMonth: z.array(z.object({ month: reportMonth, count })),
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

/** How decisions stood to their deadline: before its day, on it, after it. */
const decisions = z.object({
  approved: count,
  returned: count,
  declined: count,
  before: count,
  on: count,
  over: count,
  /** Hours from submission to decision, to the hour below three days, to the day above; null where nothing was decided. */
  medianHours: z.number().nullable(),
})
export type Decisions = z.output<typeof decisions>

/** Bureaus, or reviewers, of one report. */
export const MOST_DECIDERS = 100

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
      approved: count,
      returned: count,
      declined: count,
      over: count,
    }),
  ),
  /** Of this moment, whatever the period. */
  now: z.object({ waiting: count, overdue: count, toCollect: count }),
  /** The busiest first, at most MOST_DECIDERS; reviewers likewise. */
  byBureau: z.array(decisions.extend({ id: z.uuid(), name: z.string() })),
  /** Reviewers, only of a city or a district. */
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
