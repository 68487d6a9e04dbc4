import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { areaCode, reportMonth } from './reports'

/** The monthly report of an area: /api/console/reports/monthly. */

export const monthlyQuery = z.object({
  /** Default: the officer's own. */
  area: areaCode.optional(),
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
