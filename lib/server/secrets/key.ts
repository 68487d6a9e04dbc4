import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { type Suite, type SuiteName, suites } from './suites'

/** One key per use, all derived from the secret, so that none can be used for another. */
type Use =
  | 'encryption'
  | 'blind-index'
  | 'access-token'
  | 'audit-seal'
  | 'audit-event'
  | 'audit-anchor'
  | 'code'
  | 'key-id'

/** A secret with the algorithms it is used with. */
export type Key = {
  /** `aes-1f3c55d0`: the suite, and four bytes that tell secrets apart and say nothing about them. */
  id: string
  suite: Suite
  /** Derived keys as cached KeyObjects: creating one from bytes for each HMAC takes five times as long. */
  object(use: Use): KeyObject
  bytes(use: Use): Buffer
  hmac(use: Use, text: string): Buffer
}

/** @param secret at least 32 characters */
export function makeKey(suiteName: SuiteName, secret: string): Key {
  const suite = suites[suiteName]
  const derive = (use: Use, length: number) =>
    Buffer.from(hkdfSync(suite.hash, secret, 'nrmm-registry', use, length))
  const bytesOf = (use: Use) => derive(use, use === 'encryption' ? suite.keyBytes : 32)
  const objects = new Map<Use, KeyObject>()
  const object = (use: Use) => {
    let made = objects.get(use)
    if (!made) {
      made = createSecretKey(bytesOf(use))
      objects.set(use, made)
    }
    return made
  }
  return {
    id: `${suiteName}-${derive('key-id', 4).toString('hex')}`,
    suite,
    object,
    bytes: bytesOf,
    hmac: (use, text) => createHmac(suite.hash, object(use)).update(text).digest(),
  }
}
