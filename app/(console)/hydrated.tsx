'use client'

import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useHydrated } from '@/components/ui/use-hydrated'

/** Ids of what is already hydrated in this document. */
const hydratedIds = new Set<string>()

type Props = {
  /** Of this rendering of the page: the router may decode one response into several equal states. */
  id: string
  state: DehydratedState
  children: ReactNode
}

/**
 * Hydrates the data that the server loaded for a page, once: on back navigation the router's cache returns the same page,
 * whose data a decision may have changed since.
 */
export function Hydrated({ id, state, children }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal states of one id are one
  const fresh = useMemo(() => (hydratedIds.has(id) ? undefined : withBrowserTime(state)), [id])
  useEffect(() => void hydratedIds.add(id), [id])
  return <HydrationBoundary state={fresh}>{children}</HydrationBoundary>
}

/** The age of data is measured by the browser's clock, which on an office PC may differ from the server's by hours. */
function withBrowserTime(state: DehydratedState): DehydratedState {
  const dataUpdatedAt = Date.now()
  const queries = state.queries.map((query) => ({ ...query, state: { ...query.state, dataUpdatedAt } }))
  return { ...state, queries }
}

/** Server-rendered buttons stay inert until their handlers are attached; `display: contents` adds no box to the layout. */
export function InertUntilHydrated({ children }: { children: ReactNode }) {
  const hydrated = useHydrated()
  return (
    <div inert={!hydrated} style={{ display: 'contents' }}>
      {children}
    </div>
  )
}
