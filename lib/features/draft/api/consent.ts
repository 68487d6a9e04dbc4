import { apiFetch } from '@/lib/client/api-fetch'
import { consentCodeEndpoint, ownerConsentEndpoint } from '@/lib/features/filing/schema/owner'
import type { Draft } from './draft'

type Given = { ownerName: string; ownerPhone: string; code: string }

/**
 * Sends the owner a code for this filing. Sends the draft first: the message names the machine as it stands there.
 * @throws ApiError at `ownerName` and `ownerPhone`, NETWORK
 */
export async function sendConsentCode(
  draft: Draft,
  given: Omit<Given, 'code'> & { humanCheck?: string | undefined },
) {
  await draft.flush()
  const id = draft.snapshot().record.filing?.id ?? ''
  return apiFetch(consentCodeEndpoint, { params: { id }, body: given })
}

/**
 * Makes an account the owner of an agent's filing; the code sent to the owner proves consent. Sends the draft first.
 * @throws ApiError CODE_INVALID and others at their fields, NETWORK
 */
export async function giveConsent(draft: Draft, given: Given): Promise<void> {
  await draft.flush()
  const id = draft.snapshot().record.filing?.id ?? ''
  await draft.learn(await apiFetch(ownerConsentEndpoint, { params: { id }, body: given }))
  await draft.nameOwner({ name: '', phone: '' })
}
