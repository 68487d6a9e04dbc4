import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import type { Draft } from '@/lib/features/draft/api/draft'
import { type Place, placeOf } from './places'

/** The address is changed without asking the server for a page: steps are gone through without a network as well. */
function addressOf(place: Place): string {
  return `${window.location.pathname}?step=${place}`
}

/**
 * Where one is in the form: the address says it, and the draft remembers it for the next time. The field to stand at
 * after a jump goes along, but not into the address.
 */
export function usePlace(draft: Draft) {
  const step = placeOf(useSearchParams().get('step'))
  const place = step ?? placeOf(draft.snapshot().record.place) ?? 'basic'
  const [sought, setSought] = useState<string | null>(null)

  useEffect(() => {
    if (!step) window.history.replaceState(null, '', addressOf(place))
    void draft.moveTo(place)
  }, [draft, step, place])

  const go = useCallback((next: Place, path?: string) => {
    const from = placeOf(new URLSearchParams(window.location.search).get('step'))
    setSought(path ?? null)
    window.history.pushState({ from }, '', addressOf(next))
  }, [])

  /** The browser's own way back where one came from there; otherwise a new entry. */
  const goBack = useCallback((before: Place) => {
    setSought(null)
    const state: unknown = window.history.state
    const from = typeof state === 'object' && state !== null ? Reflect.get(state, 'from') : undefined
    if (from === before) window.history.back()
    else window.history.pushState({}, '', addressOf(before))
  }, [])

  return { place, sought, go, goBack }
}
