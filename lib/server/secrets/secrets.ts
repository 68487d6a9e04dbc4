import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { env } from '@/lib/server/env'

/** One key per use, all derived from SECRET_KEY, so that none can be used for another. */
const USES = ['encryption', 'blind-index', 'access-token', 'staff-session', 'audit-seal', 'code'] as const
type Use = (typeof USES)[number]

const keys = new Map<Use, Buffer>()

export function keyFor(use: Use): Buffer {
  let key = keys.get(use)
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', env().SECRET_KEY, 'nrmm-registry', use, 32))
    keys.set(use, key)
  }
  return key
}

const objects = new Map<Use, KeyObject>()

/** The key as a cached KeyObject: creating one from bytes for each HMAC takes five times as long. */
function keyObject(use: Use): KeyObject {
  let key = objects.get(use)
  if (!key) {
    key = createSecretKey(keyFor(use))
    objects.set(use, key)
  }
  return key
}

const VERSION = 'v1'

/** AES-256-GCM; the text carries its version, nonce and tag: `v1.<nonce>.<tag>.<ciphertext>`. */
export function encrypt(plain: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyObject('encryption'), nonce)
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return [VERSION, nonce, cipher.getAuthTag(), sealed]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.')
}

/** @throws Error when the text was not encrypted with our key: a bug or a wrong SECRET_KEY, never the user's fault. */
export function decrypt(text: string): string {
  const [version, nonce, tag, sealed] = text.split('.')
  if (version !== VERSION || !nonce || !tag || sealed === undefined) throw new Error('not an encrypted value')
  const decipher = createDecipheriv('aes-256-gcm', keyObject('encryption'), Buffer.from(nonce, 'base64url'))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString('utf8')
}

/**
 * The look-up value of an encrypted column: HMAC of the normalised plain text.
 * `kind` makes equal values of different columns differ.
 */
export function blindIndex(kind: 'id' | 'id-tail' | 'phone' | 'pickup' | 'wechat', value: string): string {
  return createHmac('sha256', keyObject('blind-index')).update(`${kind}:${value}`).digest('base64url')
}

/** Hash of a short-lived code or token that is only compared, never decrypted. */
export function tokenHash(value: string): string {
  return createHmac('sha256', keyObject('code')).update(value).digest('base64url')
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
