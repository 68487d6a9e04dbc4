import { createHash, randomBytes } from 'node:crypto'
import { env } from '@/lib/server/env'
import { keyIdOf, openText, sealText } from './ciphertext'
import { makeRing, type Ring } from './ring'
import type { SealedColumn } from './sealed-columns'

let cached: Ring | undefined

/** The keys of this process. */
export function ring(): Ring {
  cached ??= makeRing(env())
  return cached
}

/** The bytes of a key that a library signs with. */
export function keyFor(use: 'access-token'): Buffer {
  return ring().lasting.bytes(use)
}

/**
 * Encrypts a value for one place: copied into another column or row, it does not open.
 * @param row the id of the row it will stand in, which the program therefore makes before it inserts
 */
export function encrypt(column: SealedColumn, row: string, plain: string): string {
  return sealText(ring().writing, `${column}:${row}`, plain)
}

/**
 * @throws Error when the text was not encrypted for this place with a key of ours: a bug or a wrong SECRET_KEY, never the user's
 *   fault. Also for a text without a key's id (`v1`), once a rotation has found that none are left.
 */
export function decrypt(column: SealedColumn, row: string, sealed: string): string {
  const { keys, formerLeft } = ring()
  if (!formerLeft && keyIdOf(sealed) === null) throw new Error('a text without a key, of which none are left')
  return openText(keys, `${column}:${row}`, sealed)
}

/**
 * The look-up value of an encrypted column: HMAC of the normalised plain text.
 * `kind` makes equal values of different columns differ.
 */
export function blindIndex(kind: 'id' | 'id-tail' | 'phone' | 'pickup' | 'wechat', value: string): string {
  return ring().lasting.hmac('blind-index', `${kind}:${value}`).toString('base64url')
}

/** Hash of a short-lived code or token that is only compared, never decrypted. */
export function tokenHash(value: string): string {
  return ring().lasting.hmac('code', value).toString('base64url')
}

/** HMAC of a part of the audit trail: an event, a link of its chain, its anchor. */
export function auditHmac(
  use: 'audit-seal' | 'audit-event' | 'audit-anchor',
  text: string,
  encoding: 'hex' | 'base64url',
): string {
  return ring().lasting.hmac(use, text).toString(encoding)
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** An unguessable token for URLs and refresh tokens, 128 bits by default. */
export function randomToken(bytes = 16): string {
  return randomBytes(bytes).toString('base64url')
}

/** Identifies the SECRET_KEY of a database: stored in `setting`, compared at the start. */
export function keyFingerprint(): string {
  return tokenHash('fingerprint')
}
