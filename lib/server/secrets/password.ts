import { hash, verify } from '@node-rs/argon2'

/** argon2id (the package's default) with OWASP's minimum parameters: about 20 ms on one core. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS)
}

/** Stored in place of a hash where there is no password: none is right, and it is told from a wrong one by nothing. */
export const NO_PASSWORD = '!'

/** Somebody may sign in by a password here. */
export function hasPassword({ passwordHash }: { passwordHash: string | null }): boolean {
  return passwordHash !== null && passwordHash !== NO_PASSWORD
}

let decoy: Promise<string> | undefined

/**
 * Verifies a password. Takes as long for an unknown account (`stored` null) and for one without a password, so that timing reveals nothing.
 * @param stored result of `hashPassword`
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const hash = stored === NO_PASSWORD ? null : stored
  const right = await verify(hash ?? (await decoy), password)
  return right && hash !== null
}
