import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { newKey } from '@/lib/client/new-key'
import { urlOf } from '@/lib/client/url-of'
import {
  type DocumentName,
  getPrintJobEndpoint,
  listDocumentsEndpoint,
  type PrintJob,
  printDocumentEndpoint,
  printJobFileEndpoint,
  recordCopyEndpoint,
  startPrintJobEndpoint,
} from './schema'

/** URL of a paper's PDF; every request records a numbered copy, so it must not be prefetched. */
export const documentUrl = (filingId: string, document: DocumentName) =>
  urlOf(printDocumentEndpoint, { id: filingId, document: `${document}.pdf` })

/** URL of the print view; viewing it records no copy. */
export const printViewUrl = (filingId: string, document: DocumentName) =>
  `/print/filings/${filingId}/${document}`

export const recordCopy = (filingId: string, document: DocumentName) =>
  apiFetch(recordCopyEndpoint, { params: { id: filingId, document } })

/** The papers of a filing's machine, with the characters that they cannot print. */
export function documentsQuery(filingId: string) {
  return queryOptions({
    queryKey: ['document', 'list', filingId],
    queryFn: ({ signal }) => apiFetch(listDocumentsEndpoint, { params: { id: filingId }, signal }),
  })
}

export const startPrintJob = (filingIds: string[]) =>
  apiFetch(startPrintJobEndpoint, { body: { filingIds }, idempotencyKey: newKey() })

/** URL of the finished PDF of a print job. */
export const printJobUrl = (id: string) => urlOf(printJobFileEndpoint, { id })

const UNDER_WAY: readonly PrintJob['status'][] = ['WAITING', 'RUNNING']
const POLL_INTERVAL_MS = 700

/**
 * The progress of a print job, read again until it ends.
 * @param opening its file is being opened: read again until that is recorded
 */
export function printJobQuery(id: string, opening: boolean) {
  return queryOptions({
    queryKey: ['document', 'job', id],
    queryFn: ({ signal }) => apiFetch(getPrintJobEndpoint, { params: { id }, signal }),
    refetchInterval: ({ state }) =>
      !state.data || UNDER_WAY.includes(state.data.status) || (opening && !state.data.opened)
        ? POLL_INTERVAL_MS
        : false,
    refetchIntervalInBackground: true,
  })
}
