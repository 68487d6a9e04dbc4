import { apiFetch } from '@/lib/client/api-fetch'
import { ownerConsentEndpoint } from '@/lib/features/filing/schema/owner'
import type { Draft } from './draft'

type Given = { ownerName: string; ownerPhone: string; code: string }

/**
 * Makes an account the owner of an agent's filing; the code sent to the owner proves consent. Sends the draft first.
 * @throws ApiError CODE_INVALID and others at their fields, NETWORK
 */
export async function giveConsent(draft: Draft, given: Given): Promise<void> {
  await draft.flush()
  const id = draft.snapshot().record.filing?.id ?? ''
  await draft.learn(await apiFetch(ownerConsentEndpoint, { params: { id }, body: given }))
}
