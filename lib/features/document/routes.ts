import { defineRoute } from '@/lib/server/http/define-route'
import { fileResponse } from '@/lib/server/http/file-response'
import { openPrintJob } from './commands/open-print-job'
import { printDocument, recordBrowserCopy } from './commands/print-document'
import { startPrintJob } from './commands/start-print-job'
import { getPrintJob } from './queries/print-jobs'
import { listDocuments } from './queries/unprintable'
import {
  documentOfFile,
  getPrintJobEndpoint,
  listDocumentsEndpoint,
  printDocumentEndpoint,
  printJobFileEndpoint,
  recordCopyEndpoint,
  startPrintJobEndpoint,
} from './schema'

export const documentRoutes = {
  recordCopy: defineRoute(recordCopyEndpoint, ({ actor, params }) =>
    recordBrowserCopy(actor, params.id, params.document),
  ),
  printDocument: defineRoute(printDocumentEndpoint, async ({ actor, params }) => {
    const { pdf, fileName } = await printDocument(actor, params.id, documentOfFile(params.document))
    return fileResponse(pdf, 'application/pdf', fileName)
  }),
  listDocuments: defineRoute(listDocumentsEndpoint, async ({ actor, params }) => ({
    data: await listDocuments(actor, params.id),
  })),
  startPrintJob: defineRoute(startPrintJobEndpoint, ({ actor, body }) => startPrintJob(actor, body)),
  getPrintJob: defineRoute(getPrintJobEndpoint, ({ actor, params }) => getPrintJob(actor, params.id)),
  printJobFile: defineRoute(printJobFileEndpoint, async ({ actor, params }) => {
    const { pdf, fileName } = await openPrintJob(actor, params.id)
    return fileResponse(pdf, 'application/pdf', fileName)
  }),
}
