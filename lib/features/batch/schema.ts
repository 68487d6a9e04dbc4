import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'
import { filingStatus } from '@/lib/features/filing/schema/owner'

/** 批量登记: several machines filed from one table, /api/v1/filing-batches (docs/decisions/0065). */

/** Rows of one table below its heading. */
export const MAX_BATCH_ROWS = 5_000
/** Bytes of one table; 5,000 rows of all columns take some 3 MB. */
export const MAX_SHEET_BYTES = 10 * 1024 * 1024

export const BATCH_STATUSES = ['CHECKED', 'DRAFTING', 'DRAFTED', 'SUBMITTING'] as const
export type BatchStatus = (typeof BATCH_STATUSES)[number]

const count = z.int()
const text = z.string().nullable()

export const batchDto = z.object({
  id: z.uuid(),
  fileName: z.string(),
  status: z.enum(BATCH_STATUSES),
  createdAt: z.iso.datetime(),
  /** Headings of the file that were not used. */
  unknownColumns: z.array(z.string()),
  /** Why the last job ended before its end, and can be started again; else null. */
  failure: text,
  rows: count,
  faulty: count,
  /** Faultless rows that are no draft yet. */
  waiting: count,
  /** Faultless rows of which no draft was made, for a reason of their own. */
  refused: count,
  /** Rows that became drafts, also those that were submitted or deleted since. */
  drafted: count,
  /** Chosen to be submitted, and not looked at yet. */
  asked: count,
  submitted: count,
  submitRefused: count,
})
export type BatchDto = z.output<typeof batchDto>

const remark = z.object({
  /** Of the field; empty for the row as a whole. */
  path: z.string(),
  column: z.string(),
  value: z.string(),
  message: z.string(),
})
export type RowRemark = z.output<typeof remark>
export const rowRemarks = z.array(remark)

/** FAULTY: to mend in the table; REFUSED: not drafted or not submitted for a reason; MISSING: a draft that lacks something. */
export const ROW_STATES = ['FAULTY', 'WAITING', 'REFUSED', 'MISSING', 'READY', 'SUBMITTED', 'GONE'] as const
export type RowState = (typeof ROW_STATES)[number]

export const batchRow = z.object({
  line: count,
  state: z.enum(ROW_STATES),
  /** Category and serial, else PIN or plate; an engine's serial is named as such. */
  title: z.string(),
  faults: rowRemarks,
  notes: rowRemarks,
  refusal: text,
  filingId: z.uuid().nullable(),
  filingStatus: filingStatus.nullable(),
  /** 查询号; null for a draft, which officers do not see. */
  filingNumber: text,
  registrationNumber: text,
  /** What the draft still lacks. */
  missing: z.array(z.string()),
})
export type BatchRow = z.output<typeof batchRow>

const batches = '/api/v1/filing-batches'
const batch = `${batches}/{id}`
const auth = 'account' as const
const params = z.object({ id: z.uuid() })
const FILE = 'application/octet-stream'

export const batchTemplateEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/batch-template',
  summary: '批量登记：表格模板（.xlsx）',
  auth,
  file: FILE,
})
export const listBatchesEndpoint = endpoint({
  method: 'GET',
  path: batches,
  summary: '批量登记：上传过的表格',
  auth,
  query: pageQuery,
  response: pageOf(batchDto),
})
export const checkBatchEndpoint = endpoint({
  method: 'POST',
  path: batches,
  summary: '批量登记：上传表格（.xlsx 或 .csv，不超过 10 MB、5000 行），逐行检查，不登记',
  auth,
  upload: { maxBytes: MAX_SHEET_BYTES },
  response: batchDto,
  status: 201,
  limits: ['upload'],
})
export const getBatchEndpoint = endpoint({
  method: 'GET',
  path: batch,
  summary: '批量登记：一张表格的结果和进度',
  auth,
  params,
  response: batchDto,
})
export const discardBatchEndpoint = endpoint({
  method: 'DELETE',
  path: batch,
  summary: '批量登记：删除一张表格的记录；已生成的草稿和登记不受影响',
  auth,
  params,
})
export const batchRowsEndpoint = endpoint({
  method: 'GET',
  path: `${batch}/rows`,
  summary: '批量登记：一张表格的各行',
  auth,
  params,
  query: pageQuery.extend({ state: z.enum(ROW_STATES).optional() }),
  response: pageOf(batchRow).extend({
    /** Rows by state. */
    counts: z.record(z.enum(ROW_STATES), count),
    /** Drafts that are not submitted, and those of them that lack nothing. */
    drafts: count,
    complete: count,
  }),
})
export const batchFaultsEndpoint = endpoint({
  method: 'GET',
  path: `${batch}/faults`,
  summary: '批量登记：有误的行，带“需要改正”一列，改好后重新上传（.xlsx）',
  auth,
  params,
  file: FILE,
})
export const draftBatchEndpoint = endpoint({
  method: 'POST',
  path: `${batch}/drafts`,
  summary: '批量登记：把检查合格的行生成草稿（后台进行）',
  auth,
  params,
  response: batchDto,
})

const chosenLines = z.array(z.int()).max(MAX_BATCH_ROWS).optional()
/** Drafts of a table that an act is for. */
const chosenRows = z.object({
  /** How many the owner has seen and confirmed. */
  count: z.int().min(1),
  /** Only these rows; absent: all that the act is possible for. */
  lines: chosenLines,
  /** But not these. */
  except: chosenLines,
})
export type ChosenRows = z.output<typeof chosenRows>

export const submitBatchEndpoint = endpoint({
  method: 'POST',
  path: `${batch}/submissions`,
  summary: '批量登记：提交资料齐全的草稿（后台逐份进行，与单份提交同样检查）',
  auth,
  params,
  body: chosenRows,
  response: batchDto,
})
export const deleteDraftsEndpoint = endpoint({
  method: 'POST',
  path: `${batch}/draft-deletions`,
  summary: '批量登记：删除一张表格的草稿，全部或所选的；已提交的不受影响',
  auth,
  params,
  body: chosenRows,
  response: batchDto,
})
export const batchMissingEndpoint = endpoint({
  method: 'GET',
  path: `${batch}/missing`,
  summary: '批量登记：各份草稿还缺什么，和没有放入的照片（.xlsx）',
  auth,
  params,
  file: FILE,
})

/** Bytes of one archive of photos: whole in memory while it is sent and looked through. */
export const MAX_ARCHIVE_BYTES = 50 * 1024 * 1024
/** Archives of one table that wait to be looked through. */
export const MAX_WAITING_ARCHIVES = 5

export const PHOTO_OUTCOMES = ['ATTACHED', 'UNMATCHED', 'AMBIGUOUS', 'DOUBLED', 'TAKEN', 'REFUSED'] as const
export type PhotoOutcome = (typeof PHOTO_OUTCOMES)[number]

export const batchArchive = z.object({
  id: z.uuid(),
  fileName: z.string(),
  status: z.enum(['WAITING', 'DONE', 'FAILED']),
  failure: text,
  createdAt: z.iso.datetime(),
  /** Files in it; null until its directory is read. */
  files: count.nullable(),
  done: count,
  attached: count,
})
export type BatchArchive = z.output<typeof batchArchive>

export const batchPhoto = z.object({
  archive: z.string(),
  name: z.string(),
  outcome: z.enum(PHOTO_OUTCOMES),
  message: text,
  line: count.nullable(),
})
export type BatchPhoto = z.output<typeof batchPhoto>

export const addArchiveEndpoint = endpoint({
  method: 'POST',
  path: `${batch}/archives`,
  summary: '批量登记：上传照片压缩包（.zip，不超过 50 MB），按文件名归到各份草稿（后台进行）',
  auth,
  params,
  upload: { maxBytes: MAX_ARCHIVE_BYTES },
  response: batchArchive,
  status: 201,
  limits: ['upload'],
})
export const batchArchivesEndpoint = endpoint({
  method: 'GET',
  path: `${batch}/archives`,
  summary: '批量登记：上传过的照片压缩包',
  auth,
  params,
  query: pageQuery,
  response: pageOf(batchArchive),
})
export const batchPhotosEndpoint = endpoint({
  method: 'GET',
  path: `${batch}/photos`,
  summary: '批量登记：压缩包里没有放入草稿的照片，及原因',
  auth,
  params,
  query: pageQuery,
  response: pageOf(batchPhoto),
})
