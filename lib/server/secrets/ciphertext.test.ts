import { createCipheriv, hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keyIdOf, openText, sealText } from './ciphertext'
import { makeKey } from './key'

const SECRET = 'a secret of more than thirty-two characters'
const aes = makeKey('aes', SECRET)
const sm4 = makeKey('sm4', SECRET)

/** As texts were written before keys had ids. */
function formerText(plain: string): string {
  const key = Buffer.from(hkdfSync('sha256', SECRET, 'nrmm-registry', 'encryption', 32))
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12, 3))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return [
    'v1',
    ...[Buffer.alloc(12, 3), cipher.getAuthTag(), text].map((part) => part.toString('base64url')),
  ].join('.')
}

describe.each([aes, sm4])('a text sealed with $id', (key) => {
  const sealed = sealText(key, 'account.phone:1', '13800138000')

  it('names its key, and is never the same twice', () => {
    expect(keyIdOf(sealed)).toBe(key.id)
    expect(sealText(key, 'account.phone:1', '13800138000')).not.toBe(sealed)
  })

  it('opens at its place', () => {
    expect(openText([sm4, aes], 'account.phone:1', sealed)).toBe('13800138000')
  })

  it.each(['account.phone:2', 'account.idNumber:1', 'counter_owner.contactPhone:1'])('not at %s', (place) => {
    expect(() => openText([sm4, aes], place, sealed)).toThrow()
  })

  it('not without its key, and not as if it were sealed with another', () => {
    const others = [sm4, aes, makeKey('aes', `another ${SECRET}`)].filter((other) => other !== key)
    expect(() => openText(others, 'account.phone:1', sealed)).toThrow('no key')
    for (const { id } of others) {
      const renamed = sealed.replace(key.id, id)
      expect(() => openText([key, ...others], 'account.phone:1', renamed)).toThrow()
    }
  })
})

describe('a text from before keys had ids', () => {
  it('names no key, and opens with an AES key anywhere', () => {
    const sealed = formerText('110105')
    expect(keyIdOf(sealed)).toBeNull()
    expect(openText([makeKey('aes', `another ${SECRET}`), sm4, aes], 'account.idNumber:1', sealed)).toBe(
      '110105',
    )
    expect(() => openText([sm4], 'account.idNumber:1', sealed)).toThrow('no key')
  })
})

it.each(['', 'v2', 'v3.a.b.c.d', 'v2.aes-00000000.AAAA.AAAA', 'v1.AAAA.AAAA.AAAA.AAAA'])(
  '%s is no text of ours',
  (text) => {
    expect(() => openText([aes], 'account.phone:1', text)).toThrow()
  },
)
