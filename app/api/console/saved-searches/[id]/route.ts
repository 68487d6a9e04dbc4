import { deleteSavedSearch } from '@/lib/features/saved-search/commands'
import { deleteSavedSearchEndpoint } from '@/lib/features/saved-search/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const DELETE = defineRoute(deleteSavedSearchEndpoint, ({ actor, params }) =>
  deleteSavedSearch(actor, params.id),
)
