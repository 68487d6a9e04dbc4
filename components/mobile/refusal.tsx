'use client'

import { useEffect, useState } from 'react'
import type { ApiError } from '@/lib/client/api-error'
import styles from './field.module.css'
import { secondsText, useSecondsLeft } from './use-seconds-left'

/** Error of the form as a whole, with a countdown to the next try when rate limited. */
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
      {/* Screen readers do not announce every second. */}
      {until > 0 && (
        <span aria-live="off">{left > 0 ? `，${secondsText(left)}后可再试` : '，现在可以再试'}</span>
      )}
    </div>
  )
}
