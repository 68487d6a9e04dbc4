import { hash } from '@node-rs/argon2'

/** The password of everyone made here, unless told otherwise. */
export const FACTORY_PASSWORD = 'Factory-2026'

/** argon2id with the server's own cost (lib/server/secrets/password.ts). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

let known: Promise<string> | undefined

/** The hash of FACTORY_PASSWORD: made once, since it is slow on purpose. */
export function factoryPasswordHash(): Promise<string> {
  known ??= hashPassword(FACTORY_PASSWORD)
  return known
}
