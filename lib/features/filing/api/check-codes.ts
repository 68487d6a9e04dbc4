import { ApiError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import {
  type CatalogueCheck,
  type CatalogueEntry,
  type CatalogueGroup,
  checkCatalogueEndpoint,
} from '@/lib/features/catalogue/schema'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { groupFaults, groupRequest, pathOfCode } from '../rules/code-groups'

/** Result of checking one group of codes. */
export type CodeOutcome =
  | { kind: 'hit'; entry: CatalogueEntry }
  | { kind: 'miss' }
  | { kind: 'faults'; faults: Record<string, string> }
  /** The catalogue is unavailable: not blocking, an officer compares later. */
  | { kind: 'unchecked'; message: string }

type AskCatalogue = (body: CatalogueCheck) => Promise<{ entry: CatalogueEntry | null }>

const askAsOwner: AskCatalogue = (body) => apiFetch(checkCatalogueEndpoint, { body })

/** Looks up one group of codes of a filing in the catalogue. Does not throw ApiError: it becomes an outcome. */
export async function checkCodes(
  group: CatalogueGroup,
  content: FilingContent,
  ask: AskCatalogue = askAsOwner,
): Promise<CodeOutcome> {
  const faults = groupFaults(group, content)
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults }
  try {
    const { entry } = await ask(groupRequest(group, content))
    return entry ? { kind: 'hit', entry } : { kind: 'miss' }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const fieldFaults = Object.entries(error.fieldMessages).flatMap(([name, message]) => {
      const path = pathOfCode(group, name)
      return path ? [[path, message] as const] : []
    })
    if (fieldFaults.length > 0) return { kind: 'faults', faults: Object.fromEntries(fieldFaults) }
    return { kind: 'unchecked', message: error.message }
  }
}
