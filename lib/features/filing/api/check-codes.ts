import { ApiError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  type CatalogueEntry,
  type CatalogueGroup,
  checkCatalogueEndpoint,
} from '@/lib/features/catalogue/schema'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { groupFaults, groupQuestion, pathOfCode } from '../rules/code-groups'

/** What came of checking one group of codes. */
export type CodeOutcome =
  | { kind: 'hit'; entry: CatalogueEntry }
  | { kind: 'miss' }
  | { kind: 'faults'; faults: Record<string, string> }
  /** The catalogue could not be asked: no hindrance, an officer compares later. */
  | { kind: 'unchecked'; message: string }

/** Asks the catalogue for one group of codes of a filing. Never throws an ApiError: each answer has its way on. */
export async function checkCodes(group: CatalogueGroup, content: FilingContent): Promise<CodeOutcome> {
  const wrong = groupFaults(group, content)
  if (Object.keys(wrong).length > 0) return { kind: 'faults', faults: wrong }
  try {
    const { entry } = await apiFetch(checkCatalogueEndpoint, { body: groupQuestion(group, content) })
    return entry ? { kind: 'hit', entry } : { kind: 'miss' }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const named = Object.entries(error.fieldMessages).flatMap(([name, message]) => {
      const path = pathOfCode(group, name)
      return path ? [[path, message] as const] : []
    })
    if (named.length > 0) return { kind: 'faults', faults: Object.fromEntries(named) }
    return { kind: 'unchecked', message: error.message }
  }
}
