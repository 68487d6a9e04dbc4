import { getCatalogueRow } from '@/lib/features/catalogue/queries/search'
import { getCatalogueRowEndpoint } from '@/lib/features/catalogue/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getCatalogueRowEndpoint, ({ actor, params }) =>
  getCatalogueRow(actor, params.id),
)
