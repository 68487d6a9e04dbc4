import { useEffect, useMemo, useState } from 'react'
import { alikeOnes } from '@/lib/features/filing/rules/likeness'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { suggestedReason } from '@/lib/features/pair/rules'
import type { ReturnInput } from './return/use-return-draft'

const DECISIONS = ['decline', 'return'] as const
type Requested = (typeof DECISIONS)[number]

/** What stands ready in the two forms. */
type Suggested = { decline?: { reason: string }; return?: ReturnInput }

/**
 * The decision that the address asks to prepare (`?decide=decline`), once: so the page of a pair leads on. The reason is
 * suggested only then, and only while an officer's judgment holds that the other of the two stands.
 * @param open called with the decision when it is asked for
 */
export function useRequestedDecision(filing: DeskFiling, open: (decision: Requested) => void) {
  const [requested, setRequested] = useState(false)
  const { id, actions, duplicates } = filing
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each filing
  useEffect(() => {
    const url = new URL(window.location.href)
    const wanted = DECISIONS.find((each) => each === url.searchParams.get('decide'))
    if (!wanted || url.pathname !== `/filings/${id}`) return
    url.searchParams.delete('decide')
    window.history.replaceState(null, '', url)
    if (!actions.includes(wanted)) return
    setRequested(true)
    open(wanted)
  }, [id])
  return useMemo((): Suggested => {
    const standing = alikeOnes(duplicates).find(({ ruling }) => ruling?.stands === 'OTHER')
    if (!requested || !standing) return {}
    const text = suggestedReason(standing)
    const reasons = [{ code: 'SUSPECTED_DUPLICATE', fields: standing.paths, text }]
    return { decline: { reason: text }, return: { reasons } }
  }, [requested, duplicates])
}
