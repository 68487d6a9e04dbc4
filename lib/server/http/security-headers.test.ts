import { describe, expect, it } from 'vitest'
import { pagePolicy } from './security-headers'

describe('the policy of a page', () => {
  it('allows scripts and style sheets by nonce only', () => {
    const directives = new Map(
      pagePolicy('abc', false)
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
    )
    expect(directives.get('script-src')).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"])
    expect(directives.get('style-src')).toEqual(["'self'", "'nonce-abc'"])
    expect(directives.get('frame-ancestors')).toEqual(["'none'"])
    expect(directives.get('object-src')).toEqual(["'none'"])
    expect(directives.get('base-uri')).toEqual(["'none'"])
  })
})
