'use client'

import { useEffect, useRef } from 'react'
import { ApiError } from '@/lib/client/api-error'
import styles from './more.module.css'

type Props = {
  /** The result of `useInfiniteQuery`. */
  pages: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: unknown
    fetchNextPage(): unknown
  }
}

/** End of a list: loads the next page when scrolled into view, or by its button. */
export function More({ pages }: Props) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = pages
  const end = useRef<HTMLDivElement>(null)
  const mayLoad = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (!mayLoad || !end.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) fetchNextPage()
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [mayLoad, fetchNextPage])
  if (!hasNextPage) return null
  return (
    <div ref={end} className={styles.more}>
      {isFetchNextPageError && (
        <p role="alert">{error instanceof ApiError ? error.message : '没有读到后面的内容'}</p>
      )}
      <button type="button" disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {isFetchingNextPage ? '正在加载…' : '加载更多'}
      </button>
    </div>
  )
}
