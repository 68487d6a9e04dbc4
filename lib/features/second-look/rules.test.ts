import { describe, expect, it } from 'vitest'
import { type Candidate, chooseLooker, whyDrawn } from './rules'

describe('a draw', () => {
  const shares = { share: 2, doubtShare: 10 }
  it.each([
    [0, [], 'RANDOM'],
    [0.0199, [], 'RANDOM'],
    [0.02, [], null],
    [0.0199, ['FORMAT'], 'RANDOM'],
    [0.02, ['FORMAT'], 'DOUBT'],
    [0.0999, ['FORMAT'], 'DOUBT'],
    [0.1, ['FORMAT'], null],
  ])('of %s with the doubts %j is %s', (fraction, doubts, why) => {
    expect(whyDrawn(fraction, { ...shares, doubts })).toBe(why)
  })

  it('draws nothing at 0 and everything at 100 per cent', () => {
    for (const fraction of [0, 0.5, 0.999999]) {
      expect(whyDrawn(fraction, { share: 0, doubtShare: 0, doubts: ['FORMAT'] })).toBeNull()
      expect(whyDrawn(fraction, { share: 100, doubtShare: 0, doubts: [] })).toBe('RANDOM')
      expect(whyDrawn(fraction, { share: 0, doubtShare: 100, doubts: [] })).toBeNull()
      expect(whyDrawn(fraction, { share: 0, doubtShare: 100, doubts: ['FORMAT'] })).toBe('DOUBT')
    }
  })
})

describe('who looks again', () => {
  const one = (id: string, role: Candidate['role'], open: number): Candidate => ({ id, role, open })
  const lot = (id: string) => id.charCodeAt(0)

  it('is never who decided, not even when nobody else is there', () => {
    expect(chooseLooker([one('a', 'REVIEWER', 0)], 'a', lot)).toBeUndefined()
    expect(chooseLooker([one('a', 'REVIEWER', 0), one('s', 'SUPERVISOR', 9)], 'a', lot)?.id).toBe('s')
  })

  it('is a reviewer before a supervisor, the one with fewer before the one with more, then by lot', () => {
    const all = [
      one('s', 'SUPERVISOR', 0),
      one('c', 'REVIEWER', 2),
      one('b', 'REVIEWER', 1),
      one('a', 'REVIEWER', 1),
    ]
    expect(chooseLooker(all, 'x', lot)?.id).toBe('a')
    expect(chooseLooker(all, 'a', lot)?.id).toBe('b')
    expect(chooseLooker(all.slice(0, 2), 'x', lot)?.id).toBe('c')
  })
})
