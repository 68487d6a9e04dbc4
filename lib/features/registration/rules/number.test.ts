import { describe, expect, it } from 'vitest'
import { isRegistrationNumber, readRegistrationNumber } from './number'

describe('registration numbers', () => {
  it.each(['3-30468844', '2-EE000001', 'D-EE123456', 'X-00000000'])('%s is one', (number) => {
    expect(isRegistrationNumber(number)).toBe(true)
    expect(readRegistrationNumber(number)).toEqual({ number, body: number.slice(2) })
  })

  it.each(['5-30468844', '3-3046884', '3-304688440', '3-IE000001', '3-OE000001', '330468844', '3-ee000001'])(
    '%s is never issued',
    (number) => expect(isRegistrationNumber(number)).toBe(false),
  )

  it('are parsed as people type them', () => {
    const number = { number: '2-EE000001', body: 'EE000001' }
    for (const typed of ['2ee000001', ' 2-EE 000001 ', '２－ＥＥ０００００１', '2—EE000001']) {
      expect(readRegistrationNumber(typed)).toEqual(number)
    }
    expect(readRegistrationNumber('6-EE000001')?.number).toBe('6-EE000001')
    expect(readRegistrationNumber('京A12345678')).toBeNull()
    expect(readRegistrationNumber('13800000000')).toBeNull()
  })
})
