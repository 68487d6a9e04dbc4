import { randomBytes } from 'node:crypto'
import type { Key } from './key'
import { suites } from './suites'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * `v2.<key id>.<nonce>.<tag>.<ciphertext>`, base64url.
 * @param place bound to the text as additional authenticated data: it opens at no other
 */
export function sealText(key: Key, place: string, plain: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const aad = Buffer.from(place)
  const { text, tag } = key.suite.seal(key.encryption, nonce, aad, Buffer.from(plain))
  return ['v2', key.id, ...[nonce, tag, text].map((part) => part.toString('base64url'))].join('.')
}

/** The id of the key that a text was sealed with; null for one from before keys had ids (`v1`). */
export function keyIdOf(text: string): string | null {
  return text.startsWith('v2.') ? (text.split('.')[1] ?? null) : null
}

/**
 * Opens a text of this registry. One from before keys had ids (`v1.<nonce>.<tag>.<ciphertext>`: AES-256-GCM, bound to no
 * place) says neither its key nor its place: every AES key is tried.
 * @throws Error when none of the keys opens it at this place: a bug, a text moved from elsewhere or a wrong SECRET_KEY, never
 *   the user's fault
 */
export function openText(keys: readonly Key[], place: string, sealed: string): string {
  const parts = sealed.split('.')
  if (parts[0] === 'v1') return openFormer(keys, parts)
  const [version, id, nonce, tag, text, more] = parts
  if (version !== 'v2' || !nonce || !tag || text === undefined || more !== undefined)
    throw new Error('not an encrypted value')
  const key = keys.find((each) => each.id === id)
  if (!key) throw new Error(`no key ${id} in this process`)
  return open(key, Buffer.from(place), nonce, tag, text)
}

function openFormer(keys: readonly Key[], [, nonce, tag, text, more]: readonly string[]): string {
  if (!nonce || !tag || text === undefined || more !== undefined) throw new Error('not an encrypted value')
  for (const key of keys.filter(({ suite }) => suite === suites.aes)) {
    try {
      return open(key, Buffer.alloc(0), nonce, tag, text)
    } catch {
      // Another key's: the next one is tried.
    }
  }
  throw new Error('no key of this process opens this value')
}

function open(key: Key, aad: Buffer, nonce: string, tag: string, text: string): string {
  const [nonceBytes, tagBytes, bytes] = [nonce, tag, text].map((part) => Buffer.from(part, 'base64url'))
  if (!nonceBytes || tagBytes?.length !== TAG_BYTES || !bytes) throw new Error('not an encrypted value')
  return key.suite.open(key.encryption, nonceBytes, aad, { text: bytes, tag: tagBytes }).toString('utf8')
}
