import { z } from 'zod'
import { ApiError, errorOf, networkError } from './api-error'
import { answerByKey } from './security-key'

/** Client of the sign-in of staff, by plain `fetch`: its routes are not declared endpoints. */
export async function postPlain(path: string, fields: Record<string, unknown>): Promise<Response> {
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
  await postPlain('/api/auth/signout', {})
}

export type SignInFields = { username: string; password: string; totp?: string }

const secondFactor = z.object({
  totp: z.boolean(),
  /** What the browser needs to ask for a security key; null: none can be used here. */
  key: z.looseObject({}).nullable(),
})
export type SecondFactor = z.output<typeof secondFactor>

const answer = z.object({
  signedIn: z.boolean(),
  /** The password was right; the second factor is still wanted. */
  secondFactor: secondFactor.optional(),
})
type SignInAnswer = z.output<typeof answer>

/**
 * Name and password, then the second factor: a security key is asked for at once, a code by the form.
 * @param onFactor what is wanted besides the password, before the browser asks for the key
 * @throws ApiError INVALID_CREDENTIALS, LOCKED, RATE_LIMITED, NETWORK; KEY when the browser had no key
 */
export async function signIn(
  { username, password, totp }: SignInFields,
  onFactor: (factor: SecondFactor) => void,
): Promise<SignInAnswer> {
  const fields = { username, password, ...(totp ? { totp } : {}) }
  const asked = await send(fields)
  const factor = asked.secondFactor
  if (factor) onFactor(factor)
  if (factor && !factor.totp && !factor.key) throw noFactorHere()
  if (!factor?.key) return asked
  return send({ ...fields, key: await answerByKey(factor.key) })
}

async function send(fields: Record<string, unknown>): Promise<SignInAnswer> {
  return answer.parse(await (await postPlain('/api/auth/callback/credentials', fields)).json())
}

function noFactorHere(): ApiError {
  const detail = '您的二次验证是安全密钥，而它不是为系统现在的地址登记的，不能使用。请联系安全管理员重置密码'
  return new ApiError({ status: 0, code: 'KEY', title: '安全密钥不能使用', detail })
}
