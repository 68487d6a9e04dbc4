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

/** One key per use, all derived from SECRET_KEY, so that none can stand in for another. */
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

/** The same as OpenSSL keeps it: a key made anew from bytes costs each HMAC five times its work. */
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

/** @throws Error when the text was not made by `encrypt` with our key: a fault of ours, never the user's. */
export function decrypt(text: string): string {
  const [version, nonce, tag, sealed] = text.split('.')
  if (version !== VERSION || !nonce || !tag || sealed === undefined) throw new Error('not an encrypted value')
  const decipher = createDecipheriv('aes-256-gcm', keyObject('encryption'), Buffer.from(nonce, 'base64url'))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString('utf8')
}

/**
 * The look-up value of an encrypted column: HMAC of the normalised plain text.
 * `kind` keeps equal digits of different columns apart.
 */
export function blindIndex(kind: 'id' | 'id-tail' | 'phone' | 'pickup' | 'wechat', value: string): string {
  return createHmac('sha256', keyObject('blind-index')).update(`${kind}:${value}`).digest('base64url')
}

/** Hash of a short-lived code or token that is only ever compared. */
export function tokenHash(value: string): string {
  return createHmac('sha256', keyObject('code')).update(value).digest('base64url')
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** An unguessable token of 128 bits or as told, for addresses and refresh tokens. */
export function randomToken(bytes = 16): string {
  return randomBytes(bytes).toString('base64url')
}

/** Tells whether a database was filled with this key: kept in `setting`, compared at the start. */
export function keyFingerprint(): string {
  return tokenHash('fingerprint')
}
