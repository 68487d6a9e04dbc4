'use client'

import { useEffect, useState } from 'react'
import type { ApiError } from '@/lib/client/api-error'
import styles from './field.module.css'
import { secondsText, useSecondsLeft } from './use-seconds-left'

/** What went wrong with the form as a whole, and when it may be tried again. */
export function Refusal({ error }: { error: ApiError | null }) {
  const [until, setUntil] = useState(0)
  useEffect(() => {
    const seconds = error?.problem.status === 429 ? (error.retryAfterSeconds ?? 0) : 0
    setUntil(seconds > 0 ? Date.now() + seconds * 1000 : 0)
  }, [error])
  const left = useSecondsLeft(until)
  if (!error) return null
  return (
    <div role="alert" className={styles.notice}>
      {error.message}
      {/* Not read out each second. */}
      {until > 0 && (
        <span aria-live="off">{left > 0 ? `，${secondsText(left)}后可再试` : '，现在可以再试'}</span>
      )}
    </div>
  )
}
