import { cancelMachineExport } from '@/lib/features/export/commands/cancel'
import { cancelExportEndpoint } from '@/lib/features/export/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(cancelExportEndpoint, ({ actor, params }) =>
  cancelMachineExport(actor, params.id),
)
