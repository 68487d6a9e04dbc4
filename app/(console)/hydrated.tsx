'use client'

import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react'

/** States that are already hydrated in this document. */
const hydratedStates = new WeakSet<DehydratedState>()

/**
 * Hydrates the data that the server loaded for a page, once: on back navigation the router's cache returns the same page,
 * whose data a decision may have changed since.
 */
export function Hydrated({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const fresh = useMemo(() => (hydratedStates.has(state) ? undefined : withBrowserTime(state)), [state])
  useEffect(() => void hydratedStates.add(state), [state])
  return <HydrationBoundary state={fresh}>{children}</HydrationBoundary>
}

/** The age of data is measured by the browser's clock, which on an office PC may differ from the server's by hours. */
function withBrowserTime(state: DehydratedState): DehydratedState {
  const dataUpdatedAt = Date.now()
  const queries = state.queries.map((query) => ({ ...query, state: { ...query.state, dataUpdatedAt } }))
  return { ...state, queries }
}

const subscribe = () => () => undefined

/** Server-rendered buttons stay inert until their handlers are attached; `display: contents` adds no box to the layout. */
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
