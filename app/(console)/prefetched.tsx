import { dehydrate, QueryClient } from '@tanstack/react-query'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { setTransport } from '@/lib/client/api-fetch'
import { callOwnApi, hasOwnApi } from '@/lib/server/http/own-api'
import { Hydrated, InertUntilHydrated } from './hydrated'

setTransport(async (path, init) => callOwnApi(path, init, await headers()))

/** A page is not held back longer than this: what is missing then, the browser loads. */
const LIMIT_MS = 1_000

type Props = {
  /** The queries of the page, each begun on the client that is passed. */
  load: (client: QueryClient) => readonly Promise<void>[]
  /** The frame around the pages, which has only links: usable without script. */
  frame?: boolean
  children: ReactNode
}

/**
 * A page that arrives with the data it first shows: the queries of its components, answered by the API of this process in
 * the name of whoever requested the page. A query that fails or is refused is left to the browser, which shows why. So is
 * everything under plain Next, and when one goes from page to page: by then the browser has a cache of its own, with all
 * that was scrolled through, and a search by phone number would be recorded twice.
 */
export async function Prefetched({ load, frame, children }: Props) {
  const isDocument = (await headers()).get('accept')?.includes('text/html')
  if (!isDocument || !hasOwnApi()) return children
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await settledOrLate(load(client))
  await client.cancelQueries()
  return (
    <Hydrated state={dehydrate(client)}>
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
