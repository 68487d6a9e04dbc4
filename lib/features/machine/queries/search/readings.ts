import type { StaffActor } from '@/lib/core/actor'
import { type SearchText, wordsOf } from '../../rules/search-text'
import type { MachineSearchPage } from '../../schema/search'
import { planByBrand } from './by-brand'
import { categoriesNamed, planByCategory } from './by-category'
import { planByCode } from './by-code'
import { planByFilter } from './by-filter'
import { planByLetters } from './by-letters'
import { planByName } from './by-name'
import { planByFilingNumber, planByNumber } from './by-number'
import { findOwnersOnRecord, planByOwners } from './by-owner'
import { planByWords } from './by-words'
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
  const readings = await allReadings(actor, text, scope)
  const { as } = scope.filter
  return as === undefined ? readings : readings.filter(({ meaning }) => meaning === as)
}

async function allReadings(
  actor: StaffActor,
  text: Exclude<SearchText, { meaning: 'TOO_SHORT' }> | null,
  scope: SearchScope,
): Promise<Reading[]> {
  if (text === null) return [{ meaning: null, plan: (extent) => planByFilter(scope, extent) }]
  const { meaning, part } = text
  const asCode: Reading[] =
    part === null ? [] : [{ meaning: 'CODE', plan: (extent) => planByCode(part, scope, extent) }]
  const words = wordsOf(scope.filter.q)
  const separately: Reading[] =
    words === null ? [] : [{ meaning: 'WORDS', plan: (extent) => planByWords(words, scope, extent) }]
  switch (meaning) {
    case 'CODE':
      return [...asCode, ...separately]
    case 'LETTERS':
      return [
        { meaning, plan: (extent) => planByLetters(text, scope, extent) },
        byBrand(text.key, scope),
        ...separately,
      ]
    case 'NUMBER':
      return [{ meaning, plan: (extent) => planByNumber(text.number, scope, extent) }, ...asCode]
    case 'FILING':
      return [{ meaning, plan: (extent) => planByFilingNumber(text.filingNumber, scope, extent) }, ...asCode]
    case 'NAME':
      return [...(await byWords(text, scope)), ...asCode, ...separately]
    case 'PHONE':
    case 'ID_NUMBER': {
      const ownerIds = await findOwnersOnRecord(actor, text)
      // Looked at, and nobody found.
      if (ownerIds.length === 0) return [{ meaning, plan: async () => null }, ...asCode]
      return [{ meaning, plan: (extent) => planByOwners(ownerIds, scope, extent) }]
    }
  }
}

/** A category's whole name means the category; otherwise owners come first, of whom there are more than of brands. */
async function byWords(
  text: Extract<SearchText, { meaning: 'NAME' }>,
  scope: SearchScope,
): Promise<Reading[]> {
  const { codes, exact } = await categoriesNamed(text.key)
  const category: Reading[] =
    codes.length === 0
      ? []
      : [{ meaning: 'CATEGORY', plan: (extent) => planByCategory(codes, scope, extent) }]
  const others: Reading[] = [
    { meaning: 'NAME', plan: (extent) => planByName(text, scope, extent) },
    byBrand(text.key, scope),
  ]
  return exact ? [...category, ...others] : [...others, ...category]
}

function byBrand(key: string, scope: SearchScope): Reading {
  return { meaning: 'BRAND', plan: (extent) => planByBrand(key, scope, extent) }
}
