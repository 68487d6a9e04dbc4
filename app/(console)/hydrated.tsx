'use client'

import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react'

/** States that this document has taken over. */
const taken = new WeakSet<DehydratedState>()

/**
 * Takes over what the server loaded for a page, once: going back shows the same page from the router's cache, and what it
 * brought may meanwhile have been changed by a decision.
 */
export function Hydrated({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const fresh = useMemo(() => (taken.has(state) ? undefined : arrivedNow(state)), [state])
  useEffect(() => void taken.add(state), [state])
  return <HydrationBoundary state={fresh}>{children}</HydrationBoundary>
}

/** Age is measured by the browser's clock, which on an office PC may differ from the server's by hours. */
function arrivedNow(state: DehydratedState): DehydratedState {
  const dataUpdatedAt = Date.now()
  const queries = state.queries.map((query) => ({ ...query, state: { ...query.state, dataUpdatedAt } }))
  return { ...state, queries }
}

const subscribe = () => () => undefined

/** Lets nobody press a button that arrived with the page before its script can answer; `display: contents` has no box. */
export function InertUntilHydrated({ children }: { children: ReactNode }) {
  const hydrated = useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
  return (
    <div inert={!hydrated} style={{ display: 'contents' }}>
      {children}
    </div>
  )
}
