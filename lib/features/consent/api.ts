import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'
import { CONSENT_KINDS, consentsEndpoint, giveConsentsEndpoint } from './schema'

/** What the signed-in account has accepted; asked once a document, since only its own act changes it. */
export function consentsQuery() {
  return queryOptions({
    queryKey: ['consents'],
    queryFn: ({ signal }) => apiFetch(consentsEndpoint, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What the form of registration sends once both boxes are ticked. */
export const BOTH_CONSENTS = { version: PRIVACY_VERSION, kinds: [...CONSENT_KINDS] }

export const giveBothConsents = () => apiFetch(giveConsentsEndpoint, { body: BOTH_CONSENTS })
