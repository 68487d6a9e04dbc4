import { describe, expect, it } from 'vitest'
import { isNetworkList, networkTest } from './networks'

describe('a list of networks', () => {
  it.each(['', '10.0.0.0/8', '127.0.0.1, ::1,fc00::/7'])('%s is one', (list) => {
    expect(isNetworkList(list)).toBe(true)
  })

  it.each(['10.0.0.0/33', '10.0.0/8', 'localhost', '::1/129', '10.0.0.0/8/8', '10.0.0.0/'])(
    '%s is none',
    (list) => {
      expect(isNetworkList(list)).toBe(false)
    },
  )

  it('has the addresses within it, of both kinds', () => {
    const has = networkTest('10.0.0.0/8, 192.0.2.7, fc00::/7')
    expect(['10.9.8.7', '192.0.2.7', 'fd00::1'].map(has)).toEqual([true, true, true])
    expect(['11.0.0.1', '192.0.2.8', '2001:db8::1', 'unknown', ''].map(has)).toEqual(Array(5).fill(false))
  })
})
