import { discardImport } from '@/lib/features/catalogue/commands/undo-import'
import { getImportDetail } from '@/lib/features/catalogue/queries/imports'
import { discardImportEndpoint, getImportEndpoint } from '@/lib/features/catalogue/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getImportEndpoint, ({ actor, params }) => getImportDetail(actor, params.id))
export const DELETE = defineRoute(discardImportEndpoint, ({ actor, params }) =>
  discardImport(actor, params.id),
)
