import { errorOf, networkError } from './api-error'

/** Client of the sign-in of staff, by plain `fetch`: its routes are not declared endpoints. */
async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  }).catch(() => {
    throw networkError()
  })
  if (!response.ok) throw await errorOf(response)
  return response
}

/** @throws ApiError NETWORK */
export async function signOut(): Promise<void> {
  await post('/api/auth/signout', {})
}

export type SignInFields = { username: string; password: string; totp?: string }

/** @throws ApiError INVALID_CREDENTIALS, LOCKED, RATE_LIMITED, NETWORK */
export async function signIn({ username, password, totp }: SignInFields): Promise<void> {
  await post('/api/auth/callback/credentials', { username, password, ...(totp ? { totp } : {}) })
}
