import { defineRoute } from '@/lib/server/http/define-route'
import { deleteSavedSearch, saveSearch } from './commands'
import { listSavedSearches } from './queries'
import { deleteSavedSearchEndpoint, listSavedSearchesEndpoint, saveSearchEndpoint } from './schema'

export const savedSearchRoutes = {
  deleteSavedSearch: defineRoute(deleteSavedSearchEndpoint, ({ actor, params }) =>
    deleteSavedSearch(actor, params.id),
  ),
  listSavedSearches: defineRoute(listSavedSearchesEndpoint, ({ actor }) => listSavedSearches(actor)),
  saveSearch: defineRoute(saveSearchEndpoint, ({ actor, body }) => saveSearch(actor, body)),
}
