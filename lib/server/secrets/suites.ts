import { createCipheriv, createDecipheriv, type KeyObject, timingSafeEqual } from 'node:crypto'
import { type GhashTable, ghash, ghashTable } from './ghash'
import type { SuiteName } from './suite-names'

type Sealed = { text: Buffer; tag: Buffer }
/**
 * The algorithms that a key is used with. `aes`: AES-256-GCM, HMAC-SHA-256. `sm4`: SM4-GCM, HMAC-SM3 (GB/T 32907, GB/T 32905,
 * RFC 8998), computed by Node's OpenSSL: no certified cryptographic module (docs/decisions/0054).
 */
export type Suite = {
  /** Of HMAC and HKDF. */
  hash: 'sha256' | 'sm3'
  keyBytes: number
  /** @param nonce twelve bytes, never twice with one key */
  seal(key: KeyObject, nonce: Buffer, aad: Buffer, plain: Buffer): Sealed
  /** @throws Error when key, nonce, place or text are not those that were sealed */
  open(key: KeyObject, nonce: Buffer, aad: Buffer, sealed: Sealed): Buffer
}

const aes: Suite = {
  hash: 'sha256',
  keyBytes: 32,
  seal(key, nonce, aad, plain) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(aad)
    const text = Buffer.concat([cipher.update(plain), cipher.final()])
    return { text, tag: cipher.getAuthTag() }
  },
  open(key, nonce, aad, { text, tag }) {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(aad)
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(text), decipher.final()])
  },
}

const TAG_BYTES = 16

const tables = new WeakMap<KeyObject, GhashTable>()

function tableOf(key: KeyObject): GhashTable {
  let table = tables.get(key)
  if (!table) {
    const ecb = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
    table = ghashTable(ecb.update(Buffer.alloc(TAG_BYTES)))
    tables.set(key, table)
  }
  return table
}

/** Counter mode from block `counter`; 1 is the block that masks the tag. */
function sm4Counter(key: KeyObject, nonce: Buffer, counter: number, bytes: Buffer): Buffer {
  const start = Buffer.concat([nonce, Buffer.of(0, 0, 0, counter)])
  return createCipheriv('sm4-ctr', key, start).update(bytes)
}

const sm4Tag = (key: KeyObject, nonce: Buffer, aad: Buffer, text: Buffer) =>
  sm4Counter(key, nonce, 1, ghash(tableOf(key), aad, text))

const sm4: Suite = {
  hash: 'sm3',
  keyBytes: 16,
  seal(key, nonce, aad, plain) {
    const text = sm4Counter(key, nonce, 2, plain)
    return { text, tag: sm4Tag(key, nonce, aad, text) }
  },
  open(key, nonce, aad, { text, tag }) {
    if (tag.length !== TAG_BYTES || !timingSafeEqual(tag, sm4Tag(key, nonce, aad, text)))
      throw new Error('the tag does not fit')
    return sm4Counter(key, nonce, 2, text)
  },
}

export const suites: Record<SuiteName, Suite> = { aes, sm4 }
