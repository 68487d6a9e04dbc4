import { describe, expect, it } from 'vitest'
import { optionState } from './option-state'

describe('the options of a select', () => {
  it.each([
    ['are there', { data: { data: [] }, isError: false }, 'ready'],
    ['are those read before, when reading them again fails', { data: { data: [1] }, isError: true }, 'ready'],
    ['are not there while they are read', { data: undefined, isError: false }, 'loading'],
    ['failed to be read', { data: undefined, isError: true }, 'failed'],
  ])('%s', (_, query, state) => {
    expect(optionState(query)).toBe(state)
  })
})
