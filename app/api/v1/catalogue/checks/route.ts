import { checkCodes } from '@/lib/features/catalogue/commands/check-codes'
import { checkCatalogueEndpoint } from '@/lib/features/catalogue/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(checkCatalogueEndpoint, ({ actor, body }) => checkCodes(actor, body))
