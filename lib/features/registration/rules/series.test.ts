import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatestSerial, PREFIX_PATTERN } from '../schema'
import { isRegistrationNumber } from './number'
import { numberBody, numbersLeft, runsLow } from './series'

const prefixes = fc.stringMatching(PREFIX_PATTERN)

describe('number bodies', () => {
  it('match the manual, and a city with letters', () => {
    expect(numberBody('30', 468_844)).toBe('30468844')
    expect(numberBody('EE', 1)).toBe('EE000001')
    expect(numberBody('', 30_468_844)).toBe('30468844')
  })

  it('have eight permitted characters for every prefix and possible serial', () => {
    fc.assert(
      fc.property(prefixes, fc.double({ min: 0, max: 1, noNaN: true }), (prefix, share) => {
        const serial = Math.floor(share * greatestSerial(prefix))
        expect(isRegistrationNumber(`3-${numberBody(prefix, serial)}`)).toBe(true)
      }),
    )
  })
})

describe('the numbers left in a series', () => {
  const series = {
    prefix: 'EE',
    firstSerial: 1,
    lastSerial: 100,
    nextSerial: 96,
    warnBelow: 6,
    enabled: true,
  }

  it('trigger a warning below the configured number', () => {
    expect(numbersLeft(series)).toBe(5)
    expect(runsLow(series)).toBe(true)
    expect(runsLow({ ...series, warnBelow: 5 })).toBe(false)
    expect(runsLow({ ...series, nextSerial: 101, warnBelow: 1 })).toBe(true)
  })

  it('are none while the series is disabled, without a warning', () => {
    expect(numbersLeft({ ...series, enabled: false })).toBe(0)
    expect(runsLow({ ...series, enabled: false })).toBe(false)
  })
})
