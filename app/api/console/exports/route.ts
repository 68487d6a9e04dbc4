import { startMachineExport } from '@/lib/features/export/commands/start'
import { listExports } from '@/lib/features/export/queries/exports'
import { listExportsEndpoint, startExportEndpoint } from '@/lib/features/export/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listExportsEndpoint, ({ actor, query }) => listExports(actor, query))
export const POST = defineRoute(startExportEndpoint, ({ actor, body }) => startMachineExport(actor, body))
