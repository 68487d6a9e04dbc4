import { queryOptions } from '@tanstack/react-query'
import { errorOf, networkError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import { ownerBearer } from '@/lib/client/owner-session'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'
import { CONSENT_KINDS, consentState, consentsEndpoint, giveConsentsEndpoint } from './schema'

/**
 * What the signed-in account has accepted; asked once a document, since only its own act changes it. Not through apiFetch:
 * every page asks, the page for signing in among them, and none of them is to ask for a sign-in because of it.
 */
export function consentsQuery() {
  return queryOptions({
    queryKey: ['consents'],
    queryFn: async ({ signal }) => {
      const headers = { authorization: `Bearer ${await ownerBearer()}` }
      const response = await fetch(consentsEndpoint.path, { headers, signal }).catch(() => {
        throw networkError()
      })
      if (!response.ok) throw await errorOf(response)
      return consentState.parse(await response.json())
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What the form of registration sends once both boxes are ticked. */
export const BOTH_CONSENTS = { version: PRIVACY_VERSION, kinds: [...CONSENT_KINDS] }

export const giveBothConsents = () => apiFetch(giveConsentsEndpoint, { body: BOTH_CONSENTS })
