import { listImportFaults } from '@/lib/features/catalogue/queries/imports'
import { listImportFaultsEndpoint } from '@/lib/features/catalogue/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listImportFaultsEndpoint, ({ actor, params, query }) =>
  listImportFaults(actor, params.id, query),
)
