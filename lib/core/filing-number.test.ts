import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFilingNumber, spokenNumber } from './filing-number'

/** As the database makes them: filing-number.db.test.ts compares. */
const NUMBERS = ['885419278', '770838545', '781289051']
const numbers = fc.constantFrom(...NUMBERS)

describe('a number to quote on the telephone', () => {
  it.each(NUMBERS)('%s is read as typed, in groups, in full width', (number) => {
    for (const typed of [number, spokenNumber(number), ` ${number.replace(/(...)(...)(...)/, '$1-$2-$3')} `])
      expect(readFilingNumber(typed)).toEqual({ number, wrong: false })
    const wide = [...number].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
    expect(readFilingNumber(wide)).toEqual({ number, wrong: false })
  })

  it('with one digit misheard is none', () => {
    fc.assert(
      fc.property(numbers, fc.nat(8), fc.integer({ min: 1, max: 9 }), (number, at, add) => {
        const misheard = [...number]
          .map((digit, place) => (place === at ? (Number(digit) + add) % 10 : digit))
          .join('')
        expect(readFilingNumber(misheard)?.number ?? null).toBeNull()
      }),
    )
  })

  it('with two neighbouring digits exchanged is none', () => {
    fc.assert(
      fc.property(numbers, fc.nat(7), (number, at) => {
        const digits = [...number]
        fc.pre(digits[at] !== digits[at + 1])
        digits.splice(at, 2, digits[at + 1] ?? '', digits[at] ?? '')
        expect(readFilingNumber(digits.join(''))?.number ?? null).toBeNull()
      }),
    )
  })

  it.each(['12345678', '4-82716393', 'L9008', '', '78271639', '7827163931', '78271639300'])(
    '%s is something else',
    (text) => expect(readFilingNumber(text)).toBeNull(),
  )

  it('is shown in three groups', () => {
    expect(spokenNumber('782716393')).toBe('782 716 393')
    expect(spokenNumber('7827163930')).toBe('782 716 3930')
  })
})
