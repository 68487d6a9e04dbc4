import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'
import { reportMonth } from './reports'

/** The monthly report of an area as a paper: /api/console/reports/monthly. */

export const monthlyQuery = z.object({
  /** Absent: the officer's own. */
  area: z.string().regex(DIVISION_CODE_PATTERN, '行政区划代码应为 6 位数字').optional(),
  month: reportMonth,
})
export type MonthlyQuery = z.output<typeof monthlyQuery>

export const printMonthlyReportEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/reports/monthly',
  summary: '月报（PDF，下载留痕）',
  auth: 'staff',
  action: 'report.read',
  query: monthlyQuery,
  file: 'application/pdf',
})
