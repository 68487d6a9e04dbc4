import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'
import { purpose, purposeText } from '@/lib/features/disclosure/schema'
import { MACHINE_COLUMNS } from '@/lib/features/machine/schema/columns'
import { MACHINE_SORTS, machineFilter } from '@/lib/features/machine/schema/search'

/** Searches exported to a file by a job: /api/console/exports. Officers see only their own exports. */

export const EXPORT_FORMATS = ['XLSX', 'CSV'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const EXPORT_STATUSES = ['WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'EXPIRED'] as const
export type ExportStatus = (typeof EXPORT_STATUSES)[number]

/** Maximum of unfinished exports per officer. */
export const MAX_UNFINISHED = 3
/** How long a file can be downloaded. */
export const RETENTION_HOURS = 24

const format = z.enum(EXPORT_FORMATS)
const columns = z.array(z.enum(MACHINE_COLUMNS)).min(1, '请至少选择一列').max(MACHINE_COLUMNS.length)

export const exportSearch = machineFilter.extend({ sort: z.enum(MACHINE_SORTS).default('-registeredAt') })
export type ExportSearch = z.output<typeof exportSearch>

export const startExport = z.strictObject({
  format,
  search: exportSearch,
  columns,
  /** Include the owners' phones and ID numbers. */
  personal: z.boolean().default(false),
  /** With `personal`: what they are needed for. */
  purpose: purpose.optional(),
  purposeText: purposeText.optional(),
})
export type StartExport = z.output<typeof startExport>

const count = z.number().int()
const at = z.iso.datetime()

export const machineExport = z.object({
  id: z.uuid(),
  format,
  status: z.enum(EXPORT_STATUSES),
  search: exportSearch,
  /** The search was for a phone or an ID number, which is not returned. */
  byPerson: z.boolean(),
  columns: z.array(z.string()),
  personal: z.boolean(),
  doneRows: count,
  /** Set soon after the start. */
  totalRows: count.nullable(),
  fileName: z.string(),
  bytes: count.nullable(),
  failure: z.string().nullable(),
  createdAt: at,
  finishedAt: at.nullable(),
  expiresAt: at.nullable(),
})
export type MachineExport = z.output<typeof machineExport>

const path = '/api/console/exports'
const common = { auth: 'staff' as const, action: 'machine.export' as const }
const params = z.object({ id: z.uuid() })

export const startExportEndpoint = endpoint({
  method: 'POST',
  path,
  summary: '导出查询到的机械（后台任务）；含所有者电话和证件号码时需要相应权限',
  ...common,
  body: startExport,
  response: machineExport,
  status: 201,
})
export const listExportsEndpoint = endpoint({
  method: 'GET',
  path,
  summary: '我的导出',
  ...common,
  query: pageQuery,
  response: pageOf(machineExport),
})
export const getExportEndpoint = endpoint({
  method: 'GET',
  path: `${path}/{id}`,
  summary: '一次导出的进度',
  ...common,
  params,
  response: machineExport,
})
export const cancelExportEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/cancel`,
  summary: '取消导出',
  ...common,
  params,
  response: machineExport,
})
export const downloadExportEndpoint = endpoint({
  method: 'GET',
  path: `${path}/{id}/file`,
  summary: '下载导出的文件（留痕）；完成一天后删除',
  ...common,
  params,
  file: 'application/octet-stream',
})
