import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { urlOf } from '@/lib/client/url-of'
import { type DocumentName, listDocumentsEndpoint, printDocumentEndpoint, recordCopyEndpoint } from './schema'

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
