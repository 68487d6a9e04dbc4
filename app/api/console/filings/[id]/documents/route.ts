import { listDocuments } from '@/lib/features/document/queries/unprintable'
import { listDocumentsEndpoint } from '@/lib/features/document/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listDocumentsEndpoint, async ({ actor, params }) => ({
  data: await listDocuments(actor, params.id),
}))
