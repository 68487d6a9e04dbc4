import { saveSearch } from '@/lib/features/saved-search/commands'
import { listSavedSearches } from '@/lib/features/saved-search/queries'
import { listSavedSearchesEndpoint, saveSearchEndpoint } from '@/lib/features/saved-search/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listSavedSearchesEndpoint, ({ actor }) => listSavedSearches(actor))
export const POST = defineRoute(saveSearchEndpoint, ({ actor, body }) => saveSearch(actor, body))
