import { describe, expect, it } from 'vitest'
import { SEARCH_LENGTH, searchText } from '@/lib/core/page'
import { parseAsSearchText } from './parse-search-text'

describe('the text of a search in an address', () => {
  it.each([
    ['  KD1234 ', 'KD1234'],
    ['a\0b', 'ab'],
    ['\u{20BB7}\uD83D', '\u{20BB7}'],
    ['   ', null],
    ['长'.repeat(SEARCH_LENGTH + 20), '长'.repeat(SEARCH_LENGTH)],
    [`${'a'.repeat(SEARCH_LENGTH - 1)}\u{20BB7}`, 'a'.repeat(SEARCH_LENGTH - 1)],
  ])('%j is read as %j', (text, read) => {
    expect(parseAsSearchText.parse(text)).toBe(read)
  })

  it('is always one that the API takes', () => {
    const long = `${' '.repeat(30)}${'字 \0'.repeat(100)}`
    expect(searchText.safeParse(parseAsSearchText.parse(long)).success).toBe(true)
  })
})
