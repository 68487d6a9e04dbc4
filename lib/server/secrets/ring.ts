import type { Env } from '@/lib/server/env'
import { type Key, makeKey } from './key'
import { type LastingKeys, lastingKeysOf, openCarried } from './lasting-keys'
import type { SuiteName } from './suite-names'

/** The keys of a process. */
export type Ring = {
  /** Encrypts. */
  writing: Key
  /** All that open, `writing` first. */
  keys: readonly Key[]
  /** Opens, and will encrypt after the next start. */
  next: Key | null
  lasting: LastingKeys
  /** Whether a text from before keys had ids is accepted. */
  formerLeft: boolean
}

export type KeySettings = Pick<
  Env,
  | 'SECRET_KEY'
  | 'CRYPTO_PROVIDER'
  | 'SECRET_KEY_OLD'
  | 'CRYPTO_PROVIDER_OLD'
  | 'SECRET_KEY_NEXT'
  | 'CRYPTO_PROVIDER_NEXT'
  | 'SECRET_KEY_CARRIED'
>

const otherKey = (suite: SuiteName, secret: string | undefined) => (secret ? makeKey(suite, secret) : null)

/**
 * @throws Error when SECRET_KEY_CARRIED belongs to another key, or a former key comes without it: its indexes and sessions would
 *   be those of no key
 */
export function makeRing(settings: KeySettings): Ring {
  const writing = makeKey(settings.CRYPTO_PROVIDER, settings.SECRET_KEY)
  const old = otherKey(settings.CRYPTO_PROVIDER_OLD, settings.SECRET_KEY_OLD)
  const next = otherKey(settings.CRYPTO_PROVIDER_NEXT, settings.SECRET_KEY_NEXT)
  const keys = [writing, ...(old ? [old] : []), ...(next ? [next] : [])]
  if (settings.SECRET_KEY_CARRIED) {
    return { writing, next, keys, ...openCarried([writing], settings.SECRET_KEY_CARRIED) }
  }
  if (old) throw new Error('SECRET_KEY_OLD without SECRET_KEY_CARRIED')
  return { writing, next, keys, lasting: lastingKeysOf(writing), formerLeft: true }
}
