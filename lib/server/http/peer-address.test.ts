import { describe, expect, it } from 'vitest'
import { peerAddress } from './peer-address'

describe('the address of a caller', () => {
  it('is the socket when no proxy is trusted, whatever the client tells', () => {
    expect(peerAddress('::ffff:10.0.0.9', '127.0.0.1', 0)).toBe('10.0.0.9')
    expect(peerAddress('10.0.0.9', undefined, 0)).toBe('10.0.0.9')
  })

  it('is what the outermost trusted proxy saw', () => {
    expect(peerAddress('10.0.0.1', '1.1.1.1, 203.0.113.7', 1)).toBe('203.0.113.7')
    expect(peerAddress('10.0.0.1', '1.1.1.1, 203.0.113.7, 10.0.0.2', 2)).toBe('203.0.113.7')
    expect(peerAddress('10.0.0.1', '203.0.113.7', 3)).toBe('203.0.113.7')
  })

  it('is the socket where a proxy passes on what is no address', () => {
    expect(peerAddress('::ffff:10.0.0.1', 'evil', 1)).toBe('10.0.0.1')
  })
})
