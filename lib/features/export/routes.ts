import { defineRoute } from '@/lib/server/http/define-route'
import { downloadResponse } from '@/lib/server/http/file-response'
import { cancelMachineExport } from './commands/cancel'
import { downloadExport } from './commands/download'
import { startMachineExport } from './commands/start'
import { getExport, listExports } from './queries/exports'
import {
  cancelExportEndpoint,
  downloadExportEndpoint,
  getExportEndpoint,
  listExportsEndpoint,
  startExportEndpoint,
} from './schema'

export const exportRoutes = {
  cancelExport: defineRoute(cancelExportEndpoint, ({ actor, params }) =>
    cancelMachineExport(actor, params.id),
  ),
  downloadExport: defineRoute(downloadExportEndpoint, async ({ actor, params }) =>
    downloadResponse(await downloadExport(actor, params.id)),
  ),
  getExport: defineRoute(getExportEndpoint, ({ actor, params }) => getExport(actor, params.id)),
  listExports: defineRoute(listExportsEndpoint, ({ actor, query }) => listExports(actor, query)),
  startExport: defineRoute(startExportEndpoint, ({ actor, body }) => startMachineExport(actor, body)),
}
