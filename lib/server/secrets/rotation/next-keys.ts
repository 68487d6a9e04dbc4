import { makeKey } from '../key'
import { carryOver } from '../lasting-keys'
import { type KeySettings, makeRing } from '../ring'
import type { SuiteName } from '../suite-names'

/**
 * The settings with which a rotation begins: a new key that encrypts, the present one beside it, and what outlasts it.
 * @param secret of the new key; may be the present one where only the algorithms change
 * @throws Error while a rotation is under way, or when nothing would change
 */
export function beginRotation(settings: KeySettings, provider: SuiteName, secret: string) {
  if (settings.SECRET_KEY_OLD) throw new Error('a rotation is under way')
  const { writing, lasting, formerLeft } = makeRing(settings)
  const key = makeKey(provider, secret)
  if (key.id === writing.id) throw new Error('the same key')
  return {
    SECRET_KEY: secret,
    CRYPTO_PROVIDER: provider,
    SECRET_KEY_OLD: settings.SECRET_KEY,
    CRYPTO_PROVIDER_OLD: settings.CRYPTO_PROVIDER,
    SECRET_KEY_CARRIED: carryOver(key, lasting, formerLeft),
  }
}

/** The settings after it: the former key is gone, and no text without a key's id is accepted any more. */
export function endRotation(settings: KeySettings) {
  const { writing, lasting } = makeRing(settings)
  return {
    SECRET_KEY: settings.SECRET_KEY,
    CRYPTO_PROVIDER: settings.CRYPTO_PROVIDER,
    SECRET_KEY_CARRIED: carryOver(writing, lasting, false),
  }
}
