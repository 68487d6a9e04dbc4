import { hash, verify } from '@node-rs/argon2'

/** argon2id (the package's default) with OWASP's smallest recommended figures: about 20 ms on one core. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS)
}

let decoy: Promise<string> | undefined

/**
 * Is this the password? Takes as long for somebody unknown (`stored` null), so that the time tells nothing.
 * @param stored what `hashPassword` gave
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const right = await verify(stored ?? (await decoy), password)
  return right && stored !== null
}
