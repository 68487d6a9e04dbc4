import { z } from 'zod'
import { postPlain } from './staff-sign-in'

const person = z.object({ username: z.string(), name: z.string() })

/** Whose link it is; does not use it up. @throws ApiError NOT_FOUND, INVALID, NETWORK */
export async function findActivation(token: string): Promise<z.output<typeof person>> {
  return person.parse(await (await postPlain('/api/auth/activation/check', { token })).json())
}

/** @throws ApiError NOT_FOUND, INVALID, NETWORK */
export async function activate(fields: { token: string; password: string }): Promise<void> {
  await postPlain('/api/auth/activation', fields)
}
