import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery, searchText } from '@/lib/core/page'

/** The four groups of codes, tried in this order (manual, 3) 机械信息). */
export const CATALOGUE_GROUPS = [1, 2, 3, 4] as const
export type CatalogueGroup = (typeof CATALOGUE_GROUPS)[number]

export const CODE_NAMES = [
  'machineEnvCode',
  'disclosureNumber',
  'machineSerial',
  'engineApprovalNumber',
  'engineSerial',
  'pin',
  'engineModel',
] as const
export type CodeName = (typeof CODE_NAMES)[number]

const code = z.string().max(80, '不能超过 80 个字').nullable().optional()

export const catalogueCheck = z.object({
  group: z.union(
    CATALOGUE_GROUPS.map((group) => z.literal(group)),
    { error: 'group 应为 1 至 4' },
  ),
  machineEnvCode: code,
  disclosureNumber: code,
  machineSerial: code,
  engineApprovalNumber: code,
  engineSerial: code,
  pin: code,
  engineModel: code,
})
export type CatalogueCheck = z.output<typeof catalogueCheck>

const text = z.string().nullable().optional()
const number = z.number().nullable().optional()

/** Published data of a machine, in the sections of a filing, to prefill the form. */
export const catalogueEntry = z.object({
  codes: z.object({ machineEnvCode: text, disclosureNumber: text, engineApprovalNumber: text }).default({}),
  machine: z
    .object({
      categoryCode: text,
      name: text,
      brand: text,
      model: text,
      manufacturer: text,
      origin: text,
      serial: text,
      pin: text,
      manufacturedOn: text,
      ratedPowerKw: number,
    })
    .default({}),
  engine: z
    .object({
      model: text,
      family: text,
      manufacturer: text,
      serial: text,
      manufacturedOn: text,
      ratedPowerKw: number,
      ratedSpeedRpm: number,
      /** 5 and 6 are published, but a filing cannot have them. */
      emissionStage: z.enum(['0', '1', '2', '3', '4', '5', '6', 'D', 'X']).nullable().optional(),
      fuelCode: text,
    })
    .default({}),
})
export type CatalogueEntry = z.output<typeof catalogueEntry>

/** A filing's match in the catalogue by one group of codes. */
export type CatalogueMatch = {
  group: CatalogueGroup
  entryId: string
  /** Fields that both fill, but differently. */
  differences: { path: string; filed: string | number; published: string | number }[]
}

export const checkCatalogueEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/catalogue/checks',
  summary: '按编码核对公开目录',
  auth: 'account',
  body: catalogueCheck,
  response: z.object({ matched: z.boolean(), entry: catalogueEntry.nullable() }),
  limits: ['account'],
})

/** The administrator's side: /api/console/catalogue. Published models belong to no area. */
export const IMPORT_STATUSES = ['CHECKING', 'CHECKED', 'RUNNING', 'DONE', 'FAILED', 'UNDONE'] as const
export type ImportStatus = (typeof IMPORT_STATUSES)[number]

const path = '/api/console/catalogue'
const auth = 'staff' as const
const params = z.object({ id: z.uuid() })
const count = z.number().int()

export const catalogueRow = z.object({
  id: z.uuid(),
  entry: catalogueEntry,
  /** 'national', or the name of the imported file. */
  source: z.string(),
  createdAt: z.iso.datetime(),
})
export type CatalogueRow = z.output<typeof catalogueRow>

export const catalogueRowDetail = catalogueRow.extend({
  import: z
    .object({ id: z.uuid(), fileName: z.string(), staffName: z.string(), createdAt: z.iso.datetime() })
    .nullable(),
})
export type CatalogueRowDetail = z.output<typeof catalogueRowDetail>

export const searchCatalogueEndpoint = endpoint({
  method: 'GET',
  path,
  summary: '公开目录：按编码、型号、生产厂查找',
  auth,
  action: 'catalogue.read',
  query: pageQuery.extend({ q: searchText }),
  response: pageOf(catalogueRow),
})
export const getCatalogueRowEndpoint = endpoint({
  method: 'GET',
  path: `${path}/entries/{id}`,
  summary: '公开目录中的一条，及其来源',
  auth,
  action: 'catalogue.read',
  params,
  response: catalogueRowDetail,
})

/** Bytes of one file; 200,000 rows of text take some 40 MB. */
export const MAX_IMPORT_BYTES = 50 * 1024 * 1024

export const catalogueImport = z.object({
  id: z.uuid(),
  fileName: z.string(),
  bytes: count,
  status: z.enum(IMPORT_STATUSES),
  /** Rows read in the current pass; `totalRows` is set once the file was read to its end. */
  doneRows: count,
  totalRows: count.nullable(),
  goodRows: count,
  refusedRows: count,
  knownRows: count,
  addedRows: count,
  failure: z.string().nullable(),
  staffName: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  undoneAt: z.iso.datetime().nullable(),
})
export type CatalogueImport = z.output<typeof catalogueImport>

export const catalogueImportDetail = catalogueImport.extend({
  unknownColumns: z.array(z.string()),
  /** The first valid rows as they would be stored; empty until the file is read to its end. */
  preview: z.array(catalogueEntry),
  /** Faults stored; rows beyond the first thousand refused ones are only counted. */
  faultCount: count,
})
export type CatalogueImportDetail = z.output<typeof catalogueImportDetail>

export const importFault = z.object({ line: count, column: z.string(), message: z.string() })
export type ImportFault = z.output<typeof importFault>

const manage = { auth, action: 'catalogue.manage' as const }

export const listImportsEndpoint = endpoint({
  method: 'GET',
  path: `${path}/imports`,
  summary: '目录导入记录',
  ...manage,
  query: pageQuery,
  response: pageOf(catalogueImport),
})
export const uploadImportEndpoint = endpoint({
  method: 'POST',
  path: `${path}/imports`,
  summary: '上传目录文件（.xlsx 或 .csv，不超过 50 MB），只检查，不导入',
  ...manage,
  upload: { maxBytes: MAX_IMPORT_BYTES },
  response: catalogueImport,
  status: 201,
})
export const getImportEndpoint = endpoint({
  method: 'GET',
  path: `${path}/imports/{id}`,
  summary: '一次导入的进度、结果和预览',
  ...manage,
  params,
  response: catalogueImportDetail,
})
export const listImportFaultsEndpoint = endpoint({
  method: 'GET',
  path: `${path}/imports/{id}/faults`,
  summary: '一次导入中有误的行',
  ...manage,
  params,
  query: pageQuery,
  response: pageOf(importFault),
})
export const runImportEndpoint = endpoint({
  method: 'POST',
  path: `${path}/imports/{id}/run`,
  summary: '导入检查合格的行',
  ...manage,
  params,
  response: catalogueImport,
})
export const undoImportEndpoint = endpoint({
  method: 'POST',
  path: `${path}/imports/{id}/undo`,
  summary: '撤销一次导入：删除它带来的全部条目',
  ...manage,
  params,
  response: catalogueImport,
})
export const discardImportEndpoint = endpoint({
  method: 'DELETE',
  path: `${path}/imports/{id}`,
  summary: '放弃一次没有导入过的文件',
  ...manage,
  params,
})
export const importTemplateEndpoint = endpoint({
  method: 'GET',
  path: `${path}/template/{file}`,
  summary: '导入模板（template.xlsx、template.csv）',
  ...manage,
  params: z.object({ file: z.enum(['template.xlsx', 'template.csv']) }),
  file: 'application/octet-stream',
})
