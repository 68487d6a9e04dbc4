import { describe, expect, it } from 'vitest'
import { filingContent } from '@/lib/features/content/schema/content'
import { compareContents, markDifferences, suggestedReason } from './rules'

/** `LG9[5]3`: what differs stands in brackets. */
const marked = (one: string, other: string) =>
  markDifferences(one, other).map((pieces) =>
    pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join(''),
  )

describe('two values', () => {
  it.each([
    ['LG953N0171', 'LG953NO171', 'LG953N[0]171', 'LG953N[O]171'],
    ['SD16', 'SD16', 'SD16', 'SD16'],
    ['SD16-0012', 'SD160012', 'SD16[-]0012', 'SD160012'],
    ['', 'SD16', '', '[SD16]'],
    ['山东临工（集团）', '山东临工', '山东临工[（集团）]', '山东临工'],
  ])('%s and %s are marked to the character', (one, other, left, right) => {
    expect(marked(one, other)).toEqual([left, right])
  })

  it('of many are cut back to the values themselves', () => {
    const signs = 'AB01'
    for (let seed = 1; seed <= 500; seed++) {
      const text = (salt: number) =>
        Array.from({ length: (seed * salt) % 9 }, (_, at) => signs[(seed * salt + at * at) % 4]).join('')
      const [one, other] = [text(7), text(11)]
      const [left, right] = markDifferences(one, other)
      const shared = (pieces: typeof left) =>
        pieces.flatMap((piece) => (piece.differs ? [] : [piece.text])).join('')
      expect(left.map((piece) => piece.text).join('')).toBe(one)
      expect(right.map((piece) => piece.text).join('')).toBe(other)
      expect(shared(left)).toBe(shared(right))
    }
  })

  it('of great length are marked as a whole', () => {
    expect(marked('长'.repeat(201), '长'.repeat(200))[0]).toBe(`[${'长'.repeat(201)}]`)
    expect(marked('长'.repeat(201), '长'.repeat(201))[0]).toBe('长'.repeat(201))
  })
})

it('fields are compared in the order of the form, and left out where neither has a value', () => {
  const content = (serial: string | null) => filingContent.parse({ machine: { serial, brand: '临工' } })
  const fields = compareContents(content('A1'), content(null))
  expect(fields.map(({ field }) => field.path)).toContain('machine.brand')
  expect(fields.find(({ field }) => field.path === 'machine.serial')).toMatchObject({
    one: 'A1',
    other: null,
    differs: true,
  })
  expect(fields.some(({ field }) => field.path === 'machine.pin')).toBe(false)
  const order = fields.map(({ field }) => field.path)
  expect(order.indexOf('machine.brand')).toBeLessThan(order.indexOf('machine.serial'))
})

it('the suggested reason names a number, never a person or an unregistered filing', () => {
  expect(suggestedReason({ registrationNumber: '3-30468844' })).toContain('3-30468844')
  expect(suggestedReason({ registrationNumber: null })).toBe(
    '与另一件正在办理的登记为同一台机械，属于重复登记',
  )
})
