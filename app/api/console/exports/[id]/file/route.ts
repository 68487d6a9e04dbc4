import { downloadExport } from '@/lib/features/export/commands/download'
import { downloadExportEndpoint } from '@/lib/features/export/schema'
import { defineRoute } from '@/lib/server/http/define-route'
import { downloadResponse } from '@/lib/server/http/file-response'

export const GET = defineRoute(downloadExportEndpoint, async ({ actor, params }) =>
  downloadResponse(await downloadExport(actor, params.id)),
)
