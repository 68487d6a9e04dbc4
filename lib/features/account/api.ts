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

/** The browser side of owners' accounts: who is signed in, and the ways in and out. */

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

/** Registers and is signed in. @param idempotencyKey the same for the same content: a lost answer is given again */
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

/** @throws ApiError NETWORK: then the session is kept, since on the server it still lives */
export async function signOut(): Promise<void> {
  const bearer = await ownerBearer()
  // Not by apiFetch: a session that is over already would be asked for again, to be ended.
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

/** Only a live session may end the others: one that is over is asked for again first. */
export async function signOutEverywhere(): Promise<void> {
  await apiFetch(endSessionEndpoint, { query: { everywhere: 'true' } })
  clearOwnerSession()
}

/** All sessions end, this one as well. */
export async function resetPassword(
  body: z.input<typeof resetPasswordEndpoint.body>,
  idempotencyKey: string,
): Promise<void> {
  await apiFetch(resetPasswordEndpoint, { body, idempotencyKey })
  clearOwnerSession()
}

export const unlinkWechat = () => apiFetch(unlinkWechatEndpoint)
