import { defineRoute } from '@/lib/server/http/define-route'
import { fileResponse } from '@/lib/server/http/file-response'
import { printDocument, recordBrowserCopy } from './commands/print-document'
import { listDocuments } from './queries/unprintable'
import { documentOfFile, listDocumentsEndpoint, printDocumentEndpoint, recordCopyEndpoint } from './schema'

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
}
