import { describe, expect, it } from 'vitest'
import { roleMay } from '@/lib/core/access'
import { STAFF_ROLES, type StaffRole } from '@/lib/core/actor'
import { canReview, REVIEW_ACCESS, reviewActionsOf } from './policy'
import { FILING_ACTIONS } from './rules/actions'
import { REVIEW_ACTIONS } from './schema/console'
import type { FilingStatus } from './schema/owner'

const now = new Date('2026-03-02T02:00:00Z')
const later = new Date('2026-03-02T02:30:00Z')
const earlier = new Date('2026-03-02T01:59:59Z')
const me = (role: StaffRole = 'REVIEWER') => ({ id: 'me', role })

function filing(status: FilingStatus, claimedById: string | null = null, claimExpiresAt = later) {
  const claim = { claimedById, claimExpiresAt: claimedById ? claimExpiresAt : null }
  return { status, ...claim, decisionDueAt: null, assistantIds: [] as string[] }
}

describe('what an officer may do', () => {
  it('is the same by the table of roles and the table of statuses', () => {
    for (const action of REVIEW_ACTIONS) {
      for (const role of STAFF_ROLES) {
        const party = FILING_ACTIONS[action].by.some((one) => one === role)
        expect(`${action} ${role} ${roleMay(role, REVIEW_ACCESS[action])}`).toBe(`${action} ${role} ${party}`)
      }
    }
  })

  it('follows the claim', () => {
    expect(reviewActionsOf(me(), filing('SUBMITTED'), now)).toEqual(['claim', 'transfer'])
    expect(reviewActionsOf(me(), filing('IN_REVIEW', 'me'), now)).toEqual([
      'release',
      'pass',
      'transfer',
      'approve',
      'return',
      'decline',
    ])
    expect(reviewActionsOf(me(), filing('IN_REVIEW', 'another'), now)).toEqual([])
    expect(reviewActionsOf(me(), filing('IN_REVIEW', 'another', earlier), now)).toEqual(['claim'])
  })

  it('is nothing while a decision is open, for its officer as for a supervisor', () => {
    const decided = { ...filing('IN_REVIEW', 'me'), decisionDueAt: later }
    for (const role of STAFF_ROLES) expect(reviewActionsOf(me(role), decided, now)).toEqual([])
  })

  it('lets a supervisor release, hand over and transfer, and decide nothing', () => {
    expect(reviewActionsOf(me('SUPERVISOR'), filing('SUBMITTED'), now)).toEqual(['transfer'])
    expect(reviewActionsOf(me('SUPERVISOR'), filing('IN_REVIEW', 'another'), now)).toEqual([
      'release',
      'pass',
      'transfer',
    ])
    expect(reviewActionsOf(me('SUPERVISOR'), filing('IN_REVIEW', 'another', earlier), now)).not.toContain(
      'claim',
    )
  })

  it('is nothing for counter and administrator, nor once it is decided', () => {
    for (const role of [
      'COUNTER',
      'ADMINISTRATOR',
      'SECURITY_ADMINISTRATOR',
      'AUDIT_ADMINISTRATOR',
    ] as const) {
      expect(reviewActionsOf(me(role), filing('SUBMITTED'), now)).toEqual([])
      expect(canReview(me(role), 'claim', filing('IN_REVIEW', 'another', earlier), now)).toBe(false)
    }
    for (const status of ['DRAFT', 'RETURNED', 'DECLINED', 'APPROVED', 'COLLECTED', 'WITHDRAWN'] as const) {
      expect(reviewActionsOf(me(), filing(status), now)).toEqual([])
    }
  })

  it('is no review of what the officer entered at a counter', () => {
    const own = { ...filing('SUBMITTED'), assistantIds: ['other', 'me'] }
    expect(reviewActionsOf(me(), own, now)).toEqual(['transfer'])
    expect(reviewActionsOf({ id: 'third', role: 'REVIEWER' }, own, now)).toEqual(['claim', 'transfer'])
  })
})
