import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { SuiteName } from './suite-names'
import { type Suite, suites } from './suites'

/** A secret with the algorithms it is used with. */
export type Key = {
  /** `aes-1f3c55d0`: the suite, and four bytes that tell secrets apart and say nothing about them. */
  id: string
  suite: Suite
  /** Encrypts. A cached KeyObject: creating one from bytes for each text takes five times as long. */
  encryption: KeyObject
  /** One key per use, all derived from the secret, so that none can be used for another. */
  derive(use: string, length: number): Buffer
}

/** @param secret at least 32 characters */
export function makeKey(suiteName: SuiteName, secret: string): Key {
  const suite = suites[suiteName]
  const derive = (use: string, length: number) =>
    Buffer.from(hkdfSync(suite.hash, secret, 'nrmm-registry', use, length))
  return {
    id: `${suiteName}-${derive('key-id', 4).toString('hex')}`,
    suite,
    encryption: createSecretKey(derive('encryption', suite.keyBytes)),
    derive,
  }
}
