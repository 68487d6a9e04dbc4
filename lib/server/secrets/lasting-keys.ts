import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { openText, sealText } from './ciphertext'
import type { Key } from './key'

/**
 * What is derived from the registry's first key and outlasts it: what was made with these keys cannot be made again, since
 * its plain text is kept nowhere (tokens; events, seals and anchor of the audit record), or must be unique at every moment (blind
 * indexes). A rotation carries them over, sealed with the new key (docs/decisions/0054).
 */
const LASTING = ['blind-index', 'access-token', 'audit-event', 'audit-seal', 'audit-anchor', 'code'] as const
export type LastingUse = (typeof LASTING)[number]

const LASTING_BYTES = 32

export type LastingKeys = {
  bytes(use: LastingUse): Buffer
  hmac(use: LastingUse, text: string): Buffer
  hash: 'sha256' | 'sm3'
}

function lastingKeys(hash: LastingKeys['hash'], bytes: LastingKeys['bytes']): LastingKeys {
  const objects = new Map<LastingUse, KeyObject>()
  const object = (use: LastingUse) => {
    let made = objects.get(use)
    if (!made) {
      made = createSecretKey(bytes(use))
      objects.set(use, made)
    }
    return made
  }
  return { hash, bytes, hmac: (use, text) => createHmac(hash, object(use)).update(text).digest() }
}

/** Those of a key that came after no other. */
export function lastingKeysOf({ suite, derive }: Key): LastingKeys {
  return lastingKeys(suite.hash, (use) => derive(use, LASTING_BYTES))
}

const carried = z.object({
  hash: z.enum(['sha256', 'sm3']),
  keys: z.record(z.enum(LASTING), z.string()),
  /** Whether texts from before keys had ids may be left: a rotation ends that. */
  formerLeft: z.boolean(),
})

const PLACE = 'SECRET_KEY_CARRIED'

/** The setting SECRET_KEY_CARRIED: worth nothing without its key. */
export function carryOver(key: Key, { hash, bytes }: LastingKeys, formerLeft: boolean): string {
  const keys = Object.fromEntries(LASTING.map((use) => [use, bytes(use).toString('base64url')]))
  return sealText(key, PLACE, JSON.stringify({ hash, keys, formerLeft }))
}

/** @throws Error when it was not sealed with one of the keys */
export function openCarried(
  keys: readonly Key[],
  sealed: string,
): { lasting: LastingKeys; formerLeft: boolean } {
  const { hash, keys: texts, formerLeft } = carried.parse(JSON.parse(openText(keys, PLACE, sealed)))
  return { lasting: lastingKeys(hash, (use) => Buffer.from(texts[use], 'base64url')), formerLeft }
}
