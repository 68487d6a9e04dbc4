import { deleteSavedSearch, saveSearch } from './commands'
import { deleteSavedSearchEndpoint, listSavedSearchesEndpoint, saveSearchEndpoint } from './schema'
import { defineRoute } from '@/lib/server/http/define-route'
import { listSavedSearches } from './queries'

export const savedSearchRoutes = {
  deleteSavedSearch: defineRoute(deleteSavedSearchEndpoint, ({ actor, params }) =>
  deleteSavedSearch(actor, params.id),
),
  listSavedSearches: defineRoute(listSavedSearchesEndpoint, ({ actor }) => listSavedSearches(actor)),
  saveSearch: defineRoute(saveSearchEndpoint, ({ actor, body }) => saveSearch(actor, body)),
}
