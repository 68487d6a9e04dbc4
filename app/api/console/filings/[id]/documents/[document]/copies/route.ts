import { recordBrowserCopy } from '@/lib/features/document/commands/print-document'
import { recordCopyEndpoint } from '@/lib/features/document/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(recordCopyEndpoint, ({ actor, params }) =>
  recordBrowserCopy(actor, params.id, params.document),
)
