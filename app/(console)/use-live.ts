'use client'

import { type InfiniteData, type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { urlOf } from '@/lib/client/url-of'
import { whenIdle } from '@/lib/client/when-idle'
import { changeKeys } from '@/lib/features/change/api/desk'
import { filingKeys } from '@/lib/features/filing/api/desk'
import { type LiveData, type LiveEvent, liveData, liveEndpoint } from '@/lib/features/live/schema'

/** Lists are loaded again within this time, each browser at a moment of its own: all hear of a change in one second. */
const SPREAD_MS = 800
/** Where the browser cannot say when it is idle. */
const LATER_MS = 2_000
/** After a refusal (signed out, server restarting) the browser does not reconnect by itself. */
const REOPEN_MS = 10_000
/** A longer list is loaded again only if one of its own rows has changed. */
const SHORT_LIST = 3

/**
 * Follows the server's events while the page is visible: what is on the screen and has changed elsewhere is loaded again.
 * A hidden page has no stream, since browsers open only six connections to a server. The events are a hint: lists also
 * load again on focus, and after every interruption.
 */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    const followIfVisible = () => (document.visibilityState === 'visible' ? follow(client) : () => {})
    // Not before the page is hydrated: an event would change what its first rendering must find as the server sent it.
    let stop = whenLoaded(() => {
      stop = followIfVisible()
    })
    const onVisibility = () => {
      stop()
      stop = followIfVisible()
    }
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      stop()
    }
  }, [client])
}

/** Once the document has arrived whole and the browser has nothing to do. @returns cancels it */
function whenLoaded(work: () => void): () => void {
  let cancel = () => {}
  const wait = () => {
    cancel = whenIdle(work, LATER_MS)
  }
  if (document.readyState === 'complete') wait()
  else window.addEventListener('load', wait, { once: true })
  return () => {
    window.removeEventListener('load', wait)
    cancel()
  }
}

/** @returns ends the stream */
function follow(client: QueryClient): () => void {
  let source: EventSource
  let reopening: number | undefined
  let interrupted = false
  const lists = laterOnce((ids) => reloadLists(client, ids))
  const handlers: Record<LiveEvent, (data: LiveData) => void> = {
    // Whatever its version: a claim does not raise it.
    filing: ({ id = '' }) => {
      lists.add(id)
      void client.invalidateQueries({ queryKey: filingKeys.detail(id) })
    },
    change: ({ id = '' }) => {
      lists.add(id)
      void client.invalidateQueries({ queryKey: changeKeys.detail(id) })
    },
    presence: ({ id = '' }) => void client.invalidateQueries({ queryKey: filingKeys.presence(id) }),
    queues: () => lists.run(),
  }
  function open(): void {
    source = new EventSource(urlOf(liveEndpoint))
    for (const [event, handle] of Object.entries(handlers))
      source.addEventListener(event, ({ data }: MessageEvent<string>) =>
        handle(liveData.parse(JSON.parse(data))),
      )
    source.onopen = () => {
      if (interrupted) reloadAll(client)
      interrupted = false
    }
    source.onerror = () => {
      interrupted = true
      if (source.readyState === EventSource.CLOSED) reopening = window.setTimeout(open, REOPEN_MS)
    }
  }
  open()
  return () => {
    source.close()
    window.clearTimeout(reopening)
    lists.cancel()
  }
}

/** Collects ids and hands them over together, not at once and not too often. */
function laterOnce(work: (ids: ReadonlySet<string>) => void) {
  let ids = new Set<string>()
  let timer: number | undefined
  return {
    add: (id: string) => void ids.add(id),
    run: () => {
      timer ??= window.setTimeout(() => {
        const collected = ids
        ids = new Set()
        timer = undefined
        work(collected)
      }, SPREAD_MS * Math.random())
    },
    cancel: () => window.clearTimeout(timer),
  }
}

function reloadLists(client: QueryClient, ids: ReadonlySet<string>): void {
  const predicate = (query: Query) => concerns(query, ids)
  void client.invalidateQueries({ queryKey: filingKeys.lists(), predicate })
  void client.invalidateQueries({ queryKey: changeKeys.lists(), predicate })
}

type Rows = InfiniteData<{ data: { id: string }[] }>

function concerns({ state }: Query, ids: ReadonlySet<string>): boolean {
  const data = state.data
  if (typeof data !== 'object' || data === null || !('pages' in data)) return true
  const { pages } = data as Rows
  return pages.length <= SHORT_LIST || pages.some((page) => page.data.some(({ id }) => ids.has(id)))
}

function reloadAll(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: filingKeys.all })
  void client.invalidateQueries({ queryKey: changeKeys.all })
}
