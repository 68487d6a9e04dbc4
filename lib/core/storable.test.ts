import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isStorable, notStorableIn } from './storable'

describe('isStorable', () => {
  it.each(['张三', '𠮷田', '', 'a\tb\n', '\u0001', '\ufffd', '👷'])('%j is', (text) =>
    expect(isStorable(text)).toBe(true),
  )
  it.each(['\0', '张\0三', '\ud800', '\udfff张', '𠮷'.slice(0, 1)])('%j is not', (text) =>
    expect(isStorable(text)).toBe(false),
  )
})

describe('notStorableIn', () => {
  it('names every place', () => {
    const body = { a: 'x', b: { c: '\0', d: ['ok', '\ud800'] }, e: 1, f: null }
    expect(notStorableIn(body)).toEqual(['b.c', 'b.d.1'])
    expect(notStorableIn({ 'na\0me': 1 })).toEqual([''])
    expect(notStorableIn('\0')).toEqual([''])
  })

  it('finds nothing in any well-formed value', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'))
    fc.assert(
      fc.property(fc.dictionary(text, text), (value) => {
        expect(notStorableIn(value)).toEqual([])
      }),
    )
  })
})
