import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { admit } from '@/lib/client/admission'
import { ApiError, errorOf, networkError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import { solveHumanCheck } from '@/lib/client/human-check'
import { accountOf, clearOwnerSession, ownerBearer, storeOwnerSession } from '@/lib/client/owner-session'
import {
  type AccountDto,
  type CodePurpose,
  createAccountEndpoint,
  endSessionEndpoint,
  humanCheckEndpoint,
  lookAtTicketEndpoint,
  meEndpoint,
  openSessionEndpoint,
  resetPasswordEndpoint,
  sendCodeEndpoint,
  type TokensDto,
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

export const sendCode = (phone: string, purpose: CodePurpose, humanCheck?: string) =>
  apiFetch(sendCodeEndpoint, { body: { phone, purpose, humanCheck } })

/**
 * Sends a code; where the server asks for a human check, the sum is done here and the request repeated with it.
 * @param of whose code it is, and what for: the check is valid for nothing else
 * @param onShare how much of it is done, 0 to 1
 * @throws ApiError of the request; HUMAN_CHECK_FAILED when no number fits
 */
export async function sendAsHuman<T>(
  of: z.input<typeof humanCheckEndpoint.body>,
  send: (humanCheck?: string) => Promise<T>,
  onShare: (share: number) => void,
): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'HUMAN_CHECK_REQUIRED') throw error
    onShare(0)
    const answer = await solveHumanCheck(await apiFetch(humanCheckEndpoint, { body: of }), onShare)
    if (answer === null) throw checkFailed()
    return send(answer)
  }
}

function checkFailed(): ApiError {
  const detail = '自动验证没有完成，请再获取一次验证码'
  return new ApiError({ status: 0, code: 'HUMAN_CHECK_FAILED', title: '自动验证没有完成', detail })
}

/** Registers and signs in. @param idempotencyKey one key for the same content: a retry gets the first response again */
export async function register(
  body: z.input<typeof createAccountEndpoint.body>,
  idempotencyKey: string,
): Promise<void> {
  await enter(await apiFetch(createAccountEndpoint, { body, idempotencyKey }))
}

/**
 * Signs in by phone and password, phone and code, or a ticket.
 * @throws ApiError NOT_ADMITTED when what another account left on this phone is not to be deleted
 */
export async function signIn(
  body: z.input<typeof openSessionEndpoint.body>,
  idempotencyKey?: string,
): Promise<void> {
  await enter(await apiFetch(openSessionEndpoint, { body, idempotencyKey }))
}

/** Whose ticket it is, without using it up. */
export const lookAtTicket = (ticket: string) => apiFetch(lookAtTicketEndpoint, { body: { ticket } })

/**
 * Signs in by a ticket in place of whoever was signed in here, whose session ends on the server, too.
 * @throws ApiError as signIn
 */
export const enterByTicket = (ticket: string, idempotencyKey: string): Promise<void> =>
  changeSession(() => apiFetch(openSessionEndpoint, { body: { ticket }, idempotencyKey }))

/** Stores another session in place of the present one, which ends on the server, too. @throws ApiError as signIn */
export async function changeSession(open: () => Promise<TokensDto>): Promise<void> {
  const before = await ownerBearer().catch(() => null)
  await enter(await open())
  // Out of reach, the replaced session ends by itself; this browser has no token of it any more.
  if (before) await endOnServer(before).catch(() => undefined)
}

/** Who is signed in here, so far as the server still knows them; never asks to sign in again. */
export async function whoIsSignedIn(): Promise<AccountDto | null> {
  const bearer = await ownerBearer().catch(() => null)
  if (!bearer) return null
  const headers = { authorization: `Bearer ${bearer}` }
  const response = await fetch(meEndpoint.path, { headers }).catch(() => null)
  return response?.ok ? meEndpoint.response.parse(await response.json()) : null
}

/** Stores the new session, unless this phone is left to the account that used it before: then the session ends again. */
async function enter(tokens: TokensDto): Promise<void> {
  if (await admit(accountOf(tokens.accessToken))) return storeOwnerSession(tokens)
  await endOnServer(tokens.accessToken)
  const detail = '没有登录。本机上另一账号的内容没有改动，请由该账号登录后处理'
  throw new ApiError({ status: 0, code: 'NOT_ADMITTED', title: '没有登录', detail })
}

async function endOnServer(bearer: string): Promise<void> {
  const { method, path } = endSessionEndpoint
  const headers = { authorization: `Bearer ${bearer}` }
  // Not through apiFetch: that would refresh an expired session only to end it.
  const response = await fetch(path, { method, headers }).catch(() => {
    throw networkError()
  })
  if (!response.ok && response.status !== 401) throw await errorOf(response)
}

/** Deletes what is stored on this phone, once the session has ended on the server and before the page knows. */
type Forget = () => Promise<void>

/** @throws ApiError NETWORK; the local session then stays, since it is still valid on the server */
export async function signOut(forget: Forget): Promise<void> {
  const bearer = await ownerBearer()
  if (bearer) await endOnServer(bearer)
  await forget()
  clearOwnerSession()
}

/** Goes through apiFetch: only a valid session may end the others, so an expired one is refreshed first. */
export async function signOutEverywhere(forget: Forget): Promise<void> {
  await apiFetch(endSessionEndpoint, { query: { everywhere: 'true' } })
  await forget()
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
