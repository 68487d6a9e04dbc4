import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { urlOf } from '@/lib/client/url-of'
import { type DocumentName, listDocumentsEndpoint, printDocumentEndpoint, recordCopyEndpoint } from './schema'

/** Where a paper's PDF is; each look there is a numbered copy, so it is opened by a click only, never in advance. */
export const documentUrl = (filingId: string, document: DocumentName) =>
  urlOf(printDocumentEndpoint, { id: filingId, document: `${document}.pdf` })

/** The page that shows a paper for the browser's own printing; looking at it is no copy. */
export const printViewUrl = (filingId: string, document: DocumentName) =>
  `/print/filings/${filingId}/${document}`

export const recordCopy = (filingId: string, document: DocumentName) =>
  apiFetch(recordCopyEndpoint, { params: { id: filingId, document } })

/** The papers of a filing's machine with what they cannot show. */
export function documentsQuery(filingId: string) {
  return queryOptions({
    queryKey: ['document', 'list', filingId],
    queryFn: ({ signal }) => apiFetch(listDocumentsEndpoint, { params: { id: filingId }, signal }),
  })
}
