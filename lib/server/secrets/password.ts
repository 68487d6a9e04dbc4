import { hash, verify } from '@node-rs/argon2'

/** argon2id (the package's default) with OWASP's minimum parameters: about 20 ms on one core. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS)
}

let decoy: Promise<string> | undefined

/**
 * Verifies a password. Takes as long for an unknown account (`stored` null), so that timing reveals nothing.
 * @param stored result of `hashPassword`
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const right = await verify(stored ?? (await decoy), password)
  return right && stored !== null
}
