import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { sha256Hex } from './sha256'

it('is what Node makes of the same text, at every length around a block', () => {
  for (let length = 0; length < 200; length += 1) {
    const text = 'Abc-123.'.repeat(25).slice(0, length)
    expect(sha256Hex(text)).toBe(createHash('sha256').update(text).digest('hex'))
  }
})
