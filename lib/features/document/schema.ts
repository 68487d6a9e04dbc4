import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** The papers handed over with a number (manual, 第七步: 号码、安装或喷涂说明、信息采集表、信息采集卡). */
export const DOCUMENTS = ['collection-form', 'collection-card', 'marking-guide', 'number-strip'] as const
export const documentName = z.enum(DOCUMENTS)
export type DocumentName = z.output<typeof documentName>

export const DOCUMENT_KINDS = {
  'collection-form': 'COLLECTION_FORM',
  'collection-card': 'COLLECTION_CARD',
  'marking-guide': 'MARKING_GUIDE',
  'number-strip': 'NUMBER_STRIP',
} as const satisfies Record<DocumentName, string>

export const DOCUMENT_TITLES: Record<DocumentName, string> = {
  'collection-form': '信息采集表',
  'collection-card': '信息采集卡',
  'marking-guide': '号码安装或喷涂说明',
  'number-strip': '环保登记号码',
}

/** How many copies of each paper were made so far. */
export const copyCounts = z.record(documentName, z.number().int())
export type CopyCounts = z.output<typeof copyCounts>

/** A character that a paper cannot print correctly, with its code point (`U+E000`). */
export const unprintableCharacter = z.object({
  character: z.string(),
  code: z.string(),
  kind: z.enum(['BOX', 'USUAL_FORM', 'UNJOINED']).meta({
    description:
      'BOX：没有字体，打印为方框；USUAL_FORM：异体字选择符，按通常字形打印；UNJOINED：连写或叠写的文字，字形可能与原文不同',
  }),
})

/** A text with such characters: a field of the filing by its path, or another text of the paper (path null). */
export const unprintableText = z.object({
  path: z.string().nullable(),
  label: z.string(),
  characters: z.array(unprintableCharacter),
})
export type UnprintableText = z.output<typeof unprintableText>

const documentState = z.object({
  document: documentName,
  title: z.string(),
  copies: z.number().int(),
  unprintable: z.array(unprintableText),
})
export type DocumentState = z.output<typeof documentState>

const filing = '/api/console/filings/{id}'
/** The last segment of a paper's URL. */
const pdfName = z.enum([
  'collection-form.pdf',
  'collection-card.pdf',
  'marking-guide.pdf',
  'number-strip.pdf',
] as const satisfies `${DocumentName}.pdf`[])

export function documentOfFile(file: z.output<typeof pdfName>): DocumentName {
  return documentName.parse(file.slice(0, -'.pdf'.length))
}

/** Requested before printing; records no copy. */
export const listDocumentsEndpoint = endpoint({
  method: 'GET',
  path: `${filing}/documents`,
  summary: '各打印文件：已打印份数、无法打印的字符',
  auth: 'staff',
  action: 'document.print',
  params: z.object({ id: z.uuid() }),
  response: z.object({ data: z.array(documentState) }),
})

export const printDocumentEndpoint = endpoint({
  method: 'GET',
  path: `${filing}/documents/{document}`,
  summary: '打印（PDF，登记为一份带编号的副本）',
  auth: 'staff',
  action: 'document.print',
  params: z.object({ id: z.uuid(), document: pdfName }),
  file: 'application/pdf',
})

/** For the browser's print view: the copy is recorded first, so that the paper shows its number. */
export const recordCopyEndpoint = endpoint({
  method: 'POST',
  path: `${filing}/documents/{document}/copies`,
  summary: '登记一份浏览器打印的副本',
  auth: 'staff',
  action: 'document.print',
  params: z.object({ id: z.uuid(), document: documentName }),
  response: z.object({ document: documentName, copyNumber: z.number().int() }),
})

/** Machines whose papers are printed together. */
export const MAX_PRINTED_TOGETHER = 100
/** How long the file can be opened. */
export const PRINT_JOB_HOURS = 24

/** The pages of one kind of paper in the file of a job. */
export const printJobPart = z.object({ document: documentName, from: z.number().int(), to: z.number().int() })

export const printJob = z.object({
  id: z.uuid(),
  status: z.enum(['WAITING', 'RUNNING', 'DONE', 'FAILED']),
  machines: z.number().int(),
  /** Papers: made so far, and in all. */
  done: z.number().int(),
  total: z.number().int(),
  parts: z.array(printJobPart),
  /** Somebody has opened the file, and its copies are recorded. */
  opened: z.boolean(),
  failure: z.string().nullable(),
})
export type PrintJob = z.output<typeof printJob>

const printJobs = '/api/console/print-jobs'
const printing = { auth: 'staff', action: 'document.print' } as const

export const startPrintJobEndpoint = endpoint({
  method: 'POST',
  path: printJobs,
  summary: '一并打印多台机械的材料（后台任务，合成一个 PDF）；打开文件时登记各份副本',
  ...printing,
  body: z.strictObject({
    filingIds: z
      .array(z.uuid())
      .min(1, '请至少选择一台机械')
      .max(MAX_PRINTED_TOGETHER, `一次最多打印 ${MAX_PRINTED_TOGETHER} 台`)
      .transform((ids) => [...new Set(ids)]),
    documents: z
      .array(documentName)
      .min(1)
      .max(DOCUMENTS.length)
      .default([...DOCUMENTS]),
  }),
  response: printJob,
  status: 201,
})
export const getPrintJobEndpoint = endpoint({
  method: 'GET',
  path: `${printJobs}/{id}`,
  summary: '一并打印的进度（本人的）',
  ...printing,
  params: z.object({ id: z.uuid() }),
  response: printJob,
})
export const printJobFileEndpoint = endpoint({
  method: 'GET',
  path: `${printJobs}/{id}/file`,
  summary: '一并打印的 PDF（本人的），一天内可以打开；首次打开时登记各份副本',
  ...printing,
  params: z.object({ id: z.uuid() }),
  file: 'application/pdf',
})
