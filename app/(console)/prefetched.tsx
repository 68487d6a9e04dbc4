import { randomUUID } from 'node:crypto'
import { dehydrate, QueryClient } from '@tanstack/react-query'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { isNotFound } from '@/lib/client/api-error'
import { setTransport } from '@/lib/client/api-fetch'
import { callOwnApi, hasOwnApi } from '@/lib/server/http/own-api'
import { Hydrated, InertUntilHydrated } from './hydrated'

setTransport(async (path, init) => callOwnApi(path, init, await headers()))

/** Longest delay of a page; queries unfinished by then are loaded by the browser. */
const LIMIT_MS = 1_000

type Props = {
  /** Starts the queries of the page on the given client. */
  load: (client: QueryClient) => readonly Promise<void>[]
  /** Set for the frame around the pages: it has only links and works without script. */
  frame?: boolean
  children: ReactNode
}

/**
 * Sends a page together with its first data: the queries of its components, answered by the API of this process with the
 * rights of the requesting user. A page whose subject is not found answers 404; any other query that fails or is refused is
 * repeated by the browser, which shows the error. Under
 * plain Next and on client-side navigation nothing is prefetched: by then the browser has a cache of its own, with all
 * scrolled pages, and a search by phone number would be recorded twice.
 */
export async function Prefetched({ load, frame, children }: Props) {
  const isDocument = (await headers()).get('accept')?.includes('text/html')
  if (!isDocument || !hasOwnApi()) return children
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await settledOrLate(load(client))
  if (
    client
      .getQueryCache()
      .getAll()
      .some(({ state }) => isNotFound(state.error))
  )
    notFound()
  await client.cancelQueries()
  return (
    <Hydrated id={randomUUID()} state={dehydrate(client)}>
      {frame ? children : <InertUntilHydrated>{children}</InertUntilHydrated>}
    </Hydrated>
  )
}

async function settledOrLate(queries: readonly Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS)
  })
  await Promise.race([Promise.allSettled(queries), late])
  clearTimeout(timer)
}
