import { printDocument } from '@/lib/features/document/commands/print-document'
import { documentOfFile, printDocumentEndpoint } from '@/lib/features/document/schema'
import { defineRoute } from '@/lib/server/http/define-route'
import { fileResponse } from '@/lib/server/http/file-response'

export const GET = defineRoute(printDocumentEndpoint, async ({ actor, params }) => {
  const { pdf, fileName } = await printDocument(actor, params.id, documentOfFile(params.document))
  return fileResponse(pdf, 'application/pdf', fileName)
})
