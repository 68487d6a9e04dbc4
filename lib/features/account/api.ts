import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { errorOf, networkError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import { clearOwnerSession, ownerBearer, storeOwnerSession } from '@/lib/client/owner-session'
import {
  type CodePurpose,
  createAccountEndpoint,
  endSessionEndpoint,
  meEndpoint,
  openSessionEndpoint,
  resetPasswordEndpoint,
  sendCodeEndpoint,
  unlinkWechatEndpoint,
} from './schema'

/** Browser API of owners' accounts: the current account, signing in and out. */

export const accountKeys = {
  all: ['account'] as const,
  me: () => [...accountKeys.all, 'me'] as const,
}

export function meQuery() {
  return queryOptions({
    queryKey: accountKeys.me(),
    queryFn: ({ signal }) => apiFetch(meEndpoint, { signal }),
  })
}

export const sendCode = (phone: string, purpose: CodePurpose) =>
  apiFetch(sendCodeEndpoint, { body: { phone, purpose } })

/** Registers and signs in. @param idempotencyKey one key for the same content: a retry gets the first response again */
export async function register(
  body: z.input<typeof createAccountEndpoint.body>,
  idempotencyKey: string,
): Promise<void> {
  storeOwnerSession(await apiFetch(createAccountEndpoint, { body, idempotencyKey }))
}

/** Signs in by phone and password, phone and code, or a ticket. */
export async function signIn(
  body: z.input<typeof openSessionEndpoint.body>,
  idempotencyKey?: string,
): Promise<void> {
  storeOwnerSession(await apiFetch(openSessionEndpoint, { body, idempotencyKey }))
}

/** @throws ApiError NETWORK; the local session then stays, since it is still valid on the server */
export async function signOut(): Promise<void> {
  const bearer = await ownerBearer()
  // Not through apiFetch: that would refresh an expired session only to end it.
  if (bearer) {
    const { method, path } = endSessionEndpoint
    const response = await fetch(path, { method, headers: { authorization: `Bearer ${bearer}` } }).catch(
      () => {
        throw networkError()
      },
    )
    if (!response.ok && response.status !== 401) throw await errorOf(response)
  }
  clearOwnerSession()
}

/** Goes through apiFetch: only a valid session may end the others, so an expired one is refreshed first. */
export async function signOutEverywhere(): Promise<void> {
  await apiFetch(endSessionEndpoint, { query: { everywhere: 'true' } })
  clearOwnerSession()
}

/** Ends all sessions of the account, including this one. */
export async function resetPassword(
  body: z.input<typeof resetPasswordEndpoint.body>,
  idempotencyKey: string,
): Promise<void> {
  await apiFetch(resetPasswordEndpoint, { body, idempotencyKey })
  clearOwnerSession()
}

export const unlinkWechat = () => apiFetch(unlinkWechatEndpoint)
