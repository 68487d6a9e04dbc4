import type { StaffActor } from '@/lib/core/actor'
import type { SearchText } from '../../rules/search-text'
import type { MachineSearchPage } from '../../schema/search'
import { planByCode } from './by-code'
import { planByFilter } from './by-filter'
import { planByLetters } from './by-letters'
import { planByName } from './by-name'
import { planByNumber } from './by-number'
import { findOwnersOnRecord, planByOwners } from './by-owner'
import type { Extent, Plan, SearchScope } from './plan'

/** One interpretation of the typed text and its plan; the plan is null if nothing can match. */
export type Reading = {
  meaning: MachineSearchPage['meaning']
  plan: (extent: Extent) => Promise<Plan | null> | Plan
}

/**
 * The interpretations of a text, to be tried one after another until one finds something: a text that is not found by its
 * first meaning may be part of a code, since a serial of nine characters looks like a number. A phone or ID number is
 * looked up here and audited.
 */
export async function readingsOf(
  actor: StaffActor,
  text: Exclude<SearchText, { meaning: 'TOO_SHORT' }> | null,
  scope: SearchScope,
): Promise<Reading[]> {
  if (text === null) return [{ meaning: null, plan: (extent) => planByFilter(scope, extent) }]
  const { meaning, part } = text
  const asCode: Reading[] =
    part === null ? [] : [{ meaning: 'CODE', plan: (extent) => planByCode(part, scope, extent) }]
  switch (meaning) {
    case 'CODE':
      return asCode
    case 'LETTERS':
      return [{ meaning, plan: (extent) => planByLetters(text, scope, extent) }]
    case 'NUMBER':
      return [{ meaning, plan: (extent) => planByNumber(text.number, scope, extent) }, ...asCode]
    case 'NAME':
      return [{ meaning, plan: (extent) => planByName(text, scope, extent) }, ...asCode]
    case 'PHONE':
    case 'ID_NUMBER': {
      const ownerIds = await findOwnersOnRecord(actor, text)
      if (ownerIds.length === 0) return asCode
      return [{ meaning, plan: (extent) => planByOwners(ownerIds, scope, extent) }]
    }
  }
}
