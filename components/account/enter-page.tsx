'use client'

import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import fields from '@/components/mobile/field.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Loading } from '@/components/mobile/states'
import { ApiError } from '@/lib/client/api-error'
import { newKey } from '@/lib/client/new-key'
import { ownerPath } from '@/lib/core/own-path'
import { signIn } from '@/lib/features/account/api'
import styles from './account.module.css'
import { useEntry } from './use-entry'

type EntryParams = { ticket: string; next: string; key: string }

/**
 * Reads the ticket that the mini program passes in the URL fragment, and removes it from the URL and the history before it
 * is used, so that neither going back nor a shared link exposes it.
 */
function takeEntryParams(): EntryParams {
  const params = new URLSearchParams(window.location.hash.slice(1))
  window.history.replaceState(null, '', window.location.pathname)
  return { ticket: params.get('ticket') ?? '', next: ownerPath(params.get('next')), key: newKey() }
}

/** Entry page of the mini program's web-view; its ticket is valid once and for one minute. */
export function EnterPage() {
  const entryParams = useRef<EntryParams>(null)
  const [refusal, setRefusal] = useState<ApiError | null>(null)
  const [tries, setTries] = useState(0)
  const enter = useRef(useEntry())

  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` triggers another attempt
  useEffect(() => {
    entryParams.current ??= takeEntryParams()
    const { ticket, next, key } = entryParams.current
    if (!ticket) return enter.current(`/m/sign-in?next=${encodeURIComponent(next)}`)
    let cancelled = false
    signIn({ ticket }, key).then(
      () => cancelled || enter.current(next),
      (error: unknown) => {
        if (!cancelled) setRefusal(error instanceof ApiError ? error : null)
      },
    )
    return () => {
      cancelled = true
    }
  }, [tries])

  if (!refusal) {
    return (
      <MobilePage title="正在进入">
        <Loading label="正在登录…" />
      </MobilePage>
    )
  }
  const canRetry = refusal.code !== 'INVALID_CREDENTIALS'
  const next = entryParams.current?.next ?? '/m'
  return (
    <MobilePage title="没有登录成功">
      <div className={styles.form}>
        <p role="alert" className={fields.notice}>
          {refusal.message}
        </p>
        {canRetry && (
          <button
            type="button"
            className={styles.submit}
            onClick={() => {
              setRefusal(null)
              setTries(tries + 1)
            }}
          >
            重试
          </button>
        )}
        <Link href={`/m/sign-in?next=${encodeURIComponent(next)}`} className={styles.go}>
          用手机号登录
        </Link>
      </div>
    </MobilePage>
  )
}
