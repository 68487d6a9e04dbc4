'use client'

import { useEffect, useRef } from 'react'
import { ApiError } from '@/lib/client/api-error'
import styles from './more.module.css'

type Props = {
  /** The state of react-query's infinite query. */
  pages: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: unknown
    fetchNextPage(): unknown
  }
}

/** The end of a list: the next page comes as it is scrolled into view, or by the button. */
export function More({ pages }: Props) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = pages
  const place = useRef<HTMLDivElement>(null)
  const waiting = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (!waiting || !place.current) return
    const watch = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) fetchNextPage()
    })
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [waiting, fetchNextPage])
  if (!hasNextPage) return null
  return (
    <div ref={place} className={styles.more}>
      {isFetchNextPageError && (
        <p role="alert">{error instanceof ApiError ? error.message : '没有读到后面的内容'}</p>
      )}
      <button type="button" disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {isFetchingNextPage ? '正在加载…' : '加载更多'}
      </button>
    </div>
  )
}
