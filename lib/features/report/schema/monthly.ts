import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** The monthly report of an area as a paper: /api/console/reports/monthly. */

export const monthlyQuery = z.object({
  /** Absent: the officer's own. */
  area: z
    .string()
    .regex(/^\d{6}$/, '行政区划代码应为 6 位数字')
    .optional(),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份格式应为 年-月，如 2026-11'),
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
