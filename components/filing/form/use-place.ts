import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import type { Draft } from '@/lib/features/draft/api/draft'
import { type Place, placeOf } from './places'

/** Used with the history API only: no page request, so that steps also work offline. */
function addressOf(place: Place): string {
  return `${window.location.pathname}?step=${place}`
}

/**
 * Current place in the form: read from the address, and saved in the draft for its next opening. The field to focus
 * after a jump is state only, not part of the address.
 */
export function usePlace(draft: Draft) {
  const step = placeOf(useSearchParams().get('step'))
  const place = step ?? placeOf(draft.snapshot().record.place) ?? 'basic'
  const [focusPath, setFocusPath] = useState<string | null>(null)

  useEffect(() => {
    if (!step) window.history.replaceState(null, '', addressOf(place))
    void draft.moveTo(place)
  }, [draft, step, place])

  const go = useCallback((next: Place, path?: string) => {
    const from = placeOf(new URLSearchParams(window.location.search).get('step'))
    setFocusPath(path ?? null)
    window.history.pushState({ from }, '', addressOf(next))
  }, [])

  /** Uses browser back if the previous entry is that place; otherwise pushes a new entry. */
  const goBack = useCallback((before: Place) => {
    setFocusPath(null)
    const state: unknown = window.history.state
    const from = typeof state === 'object' && state !== null ? Reflect.get(state, 'from') : undefined
    if (from === before) window.history.back()
    else window.history.pushState({}, '', addressOf(before))
  }, [])

  return { place, focusPath, go, goBack }
}
