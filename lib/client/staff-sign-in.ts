import { z } from 'zod'
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

const answer = z.object({
  signedIn: z.boolean(),
  /** The password was right; the second factor is still wanted. */
  secondFactor: z.object({ totp: z.boolean() }).optional(),
})
export type SignInAnswer = z.output<typeof answer>

/** @throws ApiError INVALID_CREDENTIALS, LOCKED, RATE_LIMITED, NETWORK */
export async function signIn({ username, password, totp }: SignInFields): Promise<SignInAnswer> {
  const fields = { username, password, ...(totp ? { totp } : {}) }
  return answer.parse(await (await post('/api/auth/callback/credentials', fields)).json())
}
