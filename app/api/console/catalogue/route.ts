import { searchCatalogue } from '@/lib/features/catalogue/queries/search'
import { searchCatalogueEndpoint } from '@/lib/features/catalogue/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(searchCatalogueEndpoint, ({ actor, query }) => searchCatalogue(actor, query))
