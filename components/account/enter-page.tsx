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

type Entrance = { ticket: string; next: string; key: string }

/**
 * What the mini program handed over, in the fragment. It is taken out of the address and the history at once, before it
 * is used, so that no way back and no shared link holds it.
 */
function takeEntrance(): Entrance {
  const handed = new URLSearchParams(window.location.hash.slice(1))
  window.history.replaceState(null, '', window.location.pathname)
  return { ticket: handed.get('ticket') ?? '', next: ownerPath(handed.get('next')), key: newKey() }
}

/** Where the mini program's web-view comes in, with a ticket that is good once and for a minute. */
export function EnterPage() {
  const entrance = useRef<Entrance>(null)
  const [refusal, setRefusal] = useState<ApiError | null>(null)
  const [tries, setTries] = useState(0)
  const enter = useRef(useEntry())

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is what `tries` stands for
  useEffect(() => {
    entrance.current ??= takeEntrance()
    const { ticket, next, key } = entrance.current
    if (!ticket) return enter.current(`/m/sign-in?next=${encodeURIComponent(next)}`)
    let gone = false
    signIn({ ticket }, key).then(
      () => gone || enter.current(next),
      (error: unknown) => {
        if (!gone) setRefusal(error instanceof ApiError ? error : null)
      },
    )
    return () => {
      gone = true
    }
  }, [tries])

  if (!refusal) {
    return (
      <MobilePage title="正在进入">
        <Loading label="正在登录…" />
      </MobilePage>
    )
  }
  const again = refusal.code !== 'INVALID_CREDENTIALS'
  const next = entrance.current?.next ?? '/m'
  return (
    <MobilePage title="没有登录成功">
      <div className={styles.form}>
        <p role="alert" className={fields.notice}>
          {refusal.message}
        </p>
        {again && (
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
