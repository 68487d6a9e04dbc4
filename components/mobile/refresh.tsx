'use client'

import styles from './more.module.css'

/** Refresh button for the title bar of pages whose data other people change. */
export function Refresh({ busy, onRefresh }: { busy: boolean; onRefresh: () => unknown }) {
  return (
    <button
      type="button"
      className={`${styles.refresh} ${busy ? styles.turning : ''}`}
      aria-label="刷新"
      aria-busy={busy}
      onClick={onRefresh}
    >
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        <path d="M20 12a8 8 0 1 1-2.6-5.9M20 3v5h-5" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
    </button>
  )
}
