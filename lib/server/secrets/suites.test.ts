import { createSecretKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { suites } from './suites'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

/** RFC 8998, appendix A.1. */
const RFC_8998 = {
  nonce: hex('00001234567800000000ABCD'),
  key: createSecretKey(hex('0123456789ABCDEFFEDCBA9876543210')),
  aad: hex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2'),
  plain: hex(
    'AAAAAAAAAAAAAAAA BBBBBBBBBBBBBBBB CCCCCCCCCCCCCCCC DDDDDDDDDDDDDDDD EEEEEEEEEEEEEEEE FFFFFFFFFFFFFFFF EEEEEEEEEEEEEEEE AAAAAAAAAAAAAAAA',
  ),
  text: hex(
    '17F399F08C67D5EE 19D0DC9969C4BB7D 5FD46FD375648906 9157B282BB200735 D82710CA5C22F0CC FA7CBF93D496AC15 A56834CBCF98C397 B4024A2691233B8D',
  ),
  tag: hex('83DE3541E4C2B58177E065A9BF7B62EC'),
}

describe('sm4', () => {
  it('is SM4-GCM as RFC 8998 has it', () => {
    const { key, nonce, aad, plain, text, tag } = RFC_8998
    const sealed = suites.sm4.seal(key, nonce, aad, plain)
    expect([sealed.text.toString('hex'), sealed.tag.toString('hex')]).toEqual([
      text.toString('hex'),
      tag.toString('hex'),
    ])
    expect(suites.sm4.open(key, nonce, aad, { text, tag })).toEqual(plain)
  })

  it('opens nothing with a tag that is cut short', () => {
    const { key, nonce, aad, text, tag } = RFC_8998
    expect(() => suites.sm4.open(key, nonce, aad, { text, tag: tag.subarray(0, 4) })).toThrow('tag')
  })
})

describe.each(['aes', 'sm4'] as const)('%s', (name) => {
  const suite = suites[name]
  const key = createSecretKey(Buffer.alloc(suite.keyBytes, 7))
  const nonce = Buffer.alloc(12, 1)
  const aad = Buffer.from('place')

  it.each([0, 1, 15, 16, 17, 64, 1000])('opens what it sealed: %i bytes', (length) => {
    const plain = Buffer.alloc(length, 'é')
    expect(suite.open(key, nonce, aad, suite.seal(key, nonce, aad, plain))).toEqual(plain)
  })

  it('opens nothing of which a bit of text, tag, nonce or place has changed', () => {
    const { text, tag } = suite.seal(key, nonce, aad, Buffer.from('110105'))
    const turned = (bytes: Buffer) => {
      const copy = Buffer.from(bytes)
      copy.writeUInt8(copy.readUInt8(0) ^ 1, 0)
      return copy
    }
    expect(() => suite.open(key, nonce, aad, { text: turned(text), tag })).toThrow()
    expect(() => suite.open(key, nonce, aad, { text, tag: turned(tag) })).toThrow()
    expect(() => suite.open(key, turned(nonce), aad, { text, tag })).toThrow()
    expect(() => suite.open(key, nonce, turned(aad), { text, tag })).toThrow()
  })
})
