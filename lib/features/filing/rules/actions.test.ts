import { expect, test } from 'vitest'
import { FILING_STATUSES } from '../schema/owner'
import { FILING_ACTIONS, type FilingAction } from './actions'

const actions = Object.keys(FILING_ACTIONS) as FilingAction[]

test('every status but the ends has a way on, and every goal is a status', () => {
  const ends = ['DECLINED', 'COLLECTED', 'WITHDRAWN']
  for (const status of FILING_STATUSES) {
    const ways = actions.filter((action) => FILING_ACTIONS[action].from.includes(status))
    expect(ways.length > 0, status).toBe(!ends.includes(status))
  }
})
