import { checkCatalogue } from '@/lib/features/catalogue/queries'
import { checkCatalogueEndpoint } from '@/lib/features/catalogue/schema'
import { defineRoute } from '@/lib/server/define-route'

export const POST = defineRoute(checkCatalogueEndpoint, ({ actor, body }) => checkCatalogue(actor, body))
