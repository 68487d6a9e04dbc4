import { z } from 'zod'
import { errorOf, networkError } from './api-error'

/** Client of next-auth's credentials flow by plain `fetch`, so that its client library need not be loaded. */
const csrfAnswer = z.object({ csrfToken: z.string() })

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const csrf = await fetch('/api/auth/csrf', { cache: 'no-store' }).catch(() => {
    throw networkError()
  })
  const { csrfToken } = csrfAnswer.parse(await csrf.json())
  return fetch(path, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
  }).catch(() => {
    throw networkError()
  })
}

export async function signOut(): Promise<void> {
  await post('/api/auth/signout', { callbackUrl: '/login' })
}

export type SignInFields = { username: string; password: string; totp?: string }

/** @throws ApiError INVALID_CREDENTIALS, LOCKED, RATE_LIMITED, NETWORK */
export async function signIn({ username, password, totp }: SignInFields): Promise<void> {
  const fields = { username, password, ...(totp ? { totp } : {}) }
  const response = await post('/api/auth/callback/credentials', fields)
  if (!response.ok) throw await errorOf(response)
}
