import { getExport } from '@/lib/features/export/queries/exports'
import { getExportEndpoint } from '@/lib/features/export/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getExportEndpoint, ({ actor, params }) => getExport(actor, params.id))
