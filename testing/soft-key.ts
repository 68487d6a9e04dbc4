import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

export type SoftKey = ReturnType<typeof softKey>
export type KeyAnswer = ReturnType<SoftKey['answer']>
export type NewKey = ReturnType<SoftKey['make']>
type Said = { origin?: string; site?: string; counter?: number; type?: string }

/** A security key in software (WebAuthn 6.1, ES256): what its browser would send for a challenge. */
export function softKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credential = randomBytes(32)
  const id = credential.toString('base64url')
  let counted = 0

  const clientData = (type: string, challenge: string, { origin = 'http://localhost:3000' }: Said) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  function authenticatorData(flags: number, { site = 'localhost', counter = ++counted }: Said): Buffer {
    const numbers = Buffer.alloc(5)
    numbers.writeUInt8(flags, 0)
    numbers.writeUInt32BE(counter, 1)
    return Buffer.concat([createHash('sha256').update(site).digest(), numbers])
  }

  /** The answer to `navigator.credentials.create`. */
  function make(challenge: string, said: Said = {}) {
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(credential.length)
    const authData = Buffer.concat([
      authenticatorData(0x45, said),
      Buffer.alloc(16),
      length,
      credential,
      isoCBOR.encode(cose),
    ])
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ])
    const response = {
      clientDataJSON: clientData(said.type ?? 'webauthn.create', challenge, said).toString('base64url'),
      attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
      transports: ['usb'],
    }
    return { id, rawId: id, type: 'public-key' as const, response }
  }

  /** The answer to `navigator.credentials.get`. */
  function answer(challenge: string, said: Said = {}) {
    const data = clientData(said.type ?? 'webauthn.get', challenge, said)
    const authData = authenticatorData(0x05, said)
    const signed = Buffer.concat([authData, createHash('sha256').update(data).digest()])
    const response = {
      clientDataJSON: data.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, privateKey).toString('base64url'),
    }
    return { id, rawId: id, type: 'public-key' as const, response }
  }

  return { id, make, answer }
}
